import {
  EventEmitter,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeDataProvider,
} from 'vscode';
import type { Advisory } from '../../advisory/model.ts';
import { appendWords } from '../common/appendWords.ts';
import { settings } from '../common/settings.ts';
import { rowUri } from './decorations.ts';
import type { Drawing } from './drawing.ts';
import type { Face } from './faces.ts';
import type { HoverLine } from './hover.ts';
import type { AdvisoriesModel } from './model.ts';
import type { Node } from './rows.ts';
import { label } from './words.ts';

const folds = {
  not: TreeItemCollapsibleState.None,
  open: TreeItemCollapsibleState.Expanded,
  closed: TreeItemCollapsibleState.Collapsed,
} as const;

/** A thin projection of the model. */
export class AdvisoryTree implements TreeDataProvider<Node> {
  readonly #model: AdvisoriesModel;
  readonly #begin: () => Promise<unknown>;
  readonly #cloned: (advisory: Advisory) => boolean;
  readonly #changed = new EventEmitter<undefined | Node[]>();
  #drawing: Drawing | null = null;
  #waiting = false;

  readonly onDidChangeTreeData = this.#changed.event;

  /** `begin` reads for the first time; it is called when the view is first looked at. `cloned`: on this machine. */
  constructor(
    model: AdvisoriesModel,
    begin: () => Promise<unknown>,
    cloned: (advisory: Advisory) => boolean,
  ) {
    this.#model = model;
    this.#begin = begin;
    this.#cloned = cloned;
    model.onDidChange(() => this.redraw());
  }

  /**
   * Draws what is known. Only what changed is drawn: VS Code forgets every row below for a moment when one is drawn
   * anew, and a press on a row's action in that moment comes without its row (seen).
   */
  redraw(): void {
    if (this.#waiting) return;
    const changes = this.#drawn()?.changes() ?? 'all';
    if (changes === 'all') this.#changed.fire(undefined);
    else if (changes.length > 0) this.#changed.fire([...changes]);
  }

  /** The first look at the view is what reads the advisories; rows are there as soon as the first page is. */
  async getChildren(node?: Node): Promise<Node[]> {
    if (node) return this.#drawn()?.below(node) ?? [];
    if (this.#model.state.kind === 'idle') await this.#firstRows();
    return this.#drawn()?.top() ?? [];
  }

  getParent(): undefined {
    return undefined;
  }

  getTreeItem(node: Node): TreeItem {
    const face = this.#drawn()?.face(node);
    return face ? itemOf(face, node) : new TreeItem('');
  }

  /** Hovers are made when they are looked at; nothing is loaded for them. */
  resolveTreeItem(item: TreeItem, node: Node): TreeItem {
    const lines = this.#drawn()?.hover(node) ?? [];
    if (node.kind === 'advisory' && lines.length > 0) {
      const title = settings.hideTitles() ? null : label(node.advisory, false);
      item.tooltip = hoverOf(title, lines);
    }
    return item;
  }

  /** Before anything was read there is nothing to draw. */
  #drawn(): Drawing | null {
    const { brain } = this.#model;
    if (!brain) return null;
    const taste = () => ({
      now: this.#model.now(),
      hideTitles: settings.hideTitles(),
      cloned: this.#cloned,
    });
    return (this.#drawing ??= new brain.Drawing(this.#model, taste));
  }

  /** Waits for the first rows, however long the rest takes. */
  async #firstRows(): Promise<void> {
    this.#waiting = true;
    await new Promise<void>(done => {
      const changed = this.#model.onDidChange(() => this.#model.state.kind !== 'idle' && done());
      void this.#begin()
        .finally(done)
        .finally(() => changed.dispose());
    });
    this.#waiting = false;
  }
}

/** Texts of reports are appended as texts: nothing in them is a link, a command, an icon or HTML. */
function hoverOf(title: string | null, lines: readonly HoverLine[]): MarkdownString {
  const text = new MarkdownString('', true);
  text.isTrusted = false;
  text.supportHtml = false;
  if (title !== null) appendWords(text.appendMarkdown('**'), title).appendMarkdown('**\n\n');
  for (const { icon, words, code, bold } of lines) {
    if (bold !== undefined) text.appendMarkdown('---\n\n');
    appendWords(text.appendMarkdown(`$(${icon}) `), words);
    if (code !== undefined) text.appendMarkdown(` \`${code.replace(/[^\w-]/g, '')}\``);
    if (bold !== undefined) appendWords(text.appendMarkdown('**'), bold).appendMarkdown('**');
    text.appendMarkdown('\n\n');
  }
  return text;
}

function itemOf(face: Face, node: Node): TreeItem {
  const item = new TreeItem(face.label, folds[face.folds]);
  item.id = face.id;
  item.description = face.description;
  item.contextValue = face.context;
  item.accessibilityInformation = { label: face.spoken };
  // Of an advisory it is made when it is looked at.
  if (face.tooltip !== null) item.tooltip = face.tooltip;
  if (face.icon !== null)
    item.iconPath = new ThemeIcon(face.icon, face.colour === null ? undefined : new ThemeColor(face.colour));
  if (face.badge !== null) item.resourceUri = rowUri(face.id, face.badge);
  if (face.click !== null) {
    const { command, title, tab } = face.click;
    item.command = { command, title, arguments: [node, ...(tab === null ? [] : [tab])] };
  }
  return item;
}
