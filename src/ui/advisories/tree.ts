import {
  EventEmitter,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
} from 'vscode';
import type { TreeDataProvider } from 'vscode';
import { repoName } from '../../advisory/model.ts';
import { settings } from '../common/settings.ts';
import { rowUri } from './decorations.ts';
import { faceOf, type Face, type Look } from './faces.ts';
import { hoverLines } from './hover.ts';
import type { AdvisoriesModel } from './model.ts';
import { childrenOf, keyOf, roots, type Node } from './rows.ts';
import { label } from './words.ts';

/** A row that VS Code was given. */
interface Drawn {
  /** The same object for as long as the row is there; its content is the newest. */
  readonly node: Node;
  look: string;
  /** Names of the rows below, once they were asked for. */
  below: readonly string[] | null;
  above: string | null;
}

const folds = {
  not: TreeItemCollapsibleState.None,
  open: TreeItemCollapsibleState.Expanded,
  closed: TreeItemCollapsibleState.Collapsed,
} as const;

/** A thin projection of the model. */
export class AdvisoryTree implements TreeDataProvider<Node> {
  readonly #model: AdvisoriesModel;
  readonly #begin: () => Promise<unknown>;
  readonly #now: () => Date;
  readonly #changed = new EventEmitter<undefined | Node[]>();
  readonly #drawn = new Map<string, Drawn>();
  #top: readonly string[] = [];
  #waiting = false;

  readonly onDidChangeTreeData = this.#changed.event;

  /** `begin` reads for the first time; it is called when the view is first looked at. */
  constructor(model: AdvisoriesModel, begin: () => Promise<unknown>, now: () => Date = () => new Date()) {
    this.#model = model;
    this.#begin = begin;
    this.#now = now;
    model.onDidChange(() => this.redraw());
  }

  /**
   * Draws what is known. Only what changed is drawn: VS Code forgets every row below for a moment when one is drawn
   * anew, and a press on a row's action in that moment comes without its row (seen).
   */
  redraw(): void {
    if (this.#waiting) return;
    const top = this.#roots();
    if (!alike(top.map(keyOf), this.#top) || top.some(node => this.#hasMoved(node))) {
      this.#changed.fire(undefined);
      return;
    }
    const changed: Node[] = [];
    for (const node of top) this.#compare(node, changed);
    if (changed.length > 0) this.#changed.fire(changed);
  }

  /** Did a row of this group stand in another one? It cannot be in both while VS Code asks for one after the other. */
  #hasMoved(node: Node): boolean {
    const key = keyOf(node);
    return (
      node.kind === 'group' &&
      node.group.advisories.some(advisory => {
        const above = this.#drawn.get(keyOf({ kind: 'advisory', advisory }))?.above;
        return above != null && above !== key;
      })
    );
  }

  #compare(fresh: Node, changed: Node[]): void {
    const drawn = this.#drawn.get(keyOf(fresh));
    if (!drawn) return;
    const node = this.#same(drawn, fresh);
    const below = drawn.below && childrenOf(node, this.#model);
    if (drawn.look !== this.#lookOf(node) || (below && !alike(below.map(keyOf), drawn.below!))) {
      changed.push(node);
      return;
    }
    for (const child of below ?? []) this.#compare(child, changed);
  }

  /** The first look at the view is what reads the advisories; rows are there as soon as the first page is. */
  async getChildren(node?: Node): Promise<Node[]> {
    if (node) return this.#give(childrenOf(node, this.#model), keyOf(node));
    if (this.#model.state.kind === 'idle') await this.#firstRows();
    const rows = this.#roots();
    const ids = new Set(this.#model.advisories.map(advisory => keyOf({ kind: 'advisory', advisory })));
    this.#top = rows.map(keyOf);
    for (const [key, drawn] of this.#drawn) {
      const { node: row } = drawn;
      if ('advisory' in row && !ids.has(keyOf({ kind: 'advisory', advisory: row.advisory })))
        this.#drawn.delete(key);
      drawn.below = null;
      drawn.above = null;
    }
    return this.#give(rows, null);
  }

  getParent(): undefined {
    return undefined;
  }

  getTreeItem(node: Node): TreeItem {
    const face = faceOf(node, this.#look());
    const drawn = this.#drawn.get(face.id);
    if (drawn) drawn.look = this.#lookOf(node, face);
    return itemOf(face, node);
  }

  /** Hovers are made when they are looked at; nothing is loaded for them. */
  resolveTreeItem(item: TreeItem, node: Node): TreeItem {
    if (node.kind !== 'advisory') return item;
    const { advisory } = node;
    const text = new MarkdownString('', true);
    text.isTrusted = false;
    text.supportHtml = false;
    if (!settings.hideTitles())
      text.appendMarkdown('**').appendText(label(advisory, false)).appendMarkdown('**\n\n');
    for (const { icon, words, code, bold } of this.#hoverOf(node)) {
      if (bold !== undefined) text.appendMarkdown('---\n\n');
      text.appendMarkdown(`$(${icon}) `).appendText(words);
      if (code !== undefined) text.appendMarkdown(` \`${code.replace(/[^\w-]/g, '')}\``);
      if (bold !== undefined) text.appendMarkdown('**').appendText(bold).appendMarkdown('**');
      text.appendMarkdown('\n\n');
    }
    item.tooltip = text;
    return item;
  }

  /** Waits for the first rows, however long the rest takes. */
  async #firstRows(): Promise<void> {
    this.#waiting = true;
    await new Promise<void>(done => {
      const changed = this.#model.onDidChange(() => done());
      void this.#begin()
        .finally(done)
        .finally(() => changed.dispose());
    });
    this.#waiting = false;
  }

  #roots(): Node[] {
    const { state, filter, advisories } = this.#model;
    const assessment: Look['assessment'] = advisory => this.#model.assessment(advisory);
    return roots(state, { advisories, filter, now: this.#now(), assessment });
  }

  #give(nodes: readonly Node[], above: string | null): Node[] {
    const parent = above === null ? undefined : this.#drawn.get(above);
    if (parent) parent.below = nodes.map(keyOf);
    return nodes.map(fresh => {
      const key = keyOf(fresh);
      const drawn = this.#drawn.get(key) ?? { node: fresh, look: '', below: null, above };
      this.#drawn.set(key, drawn);
      drawn.above = above;
      return this.#same(drawn, fresh);
    });
  }

  /** One object per row, for as long as the row is there. */
  #same({ node }: Drawn, fresh: Node): Node {
    return Object.assign(node, fresh);
  }

  #look(): Look {
    const { state } = this.#model;
    const first = state.kind === 'loaded' ? state.results[0]?.repo : undefined;
    return {
      now: this.#now(),
      hideTitles: settings.hideTitles(),
      firstRepo: first ? repoName(first) : '',
      assessment: advisory => this.#model.assessment(advisory),
      facts: advisory => this.#model.facts(advisory),
      readersOf: advisory => this.#model.readersOf(advisory),
    };
  }

  /** Everything that a row shows. */
  #lookOf(node: Node, face: Face = faceOf(node, this.#look())): string {
    return JSON.stringify([face, node.kind === 'advisory' ? this.#hoverOf(node) : null]);
  }

  #hoverOf({ advisory }: Node & { kind: 'advisory' }) {
    return hoverLines(this.#model.facts(advisory), this.#model.assessment(advisory));
  }
}

function itemOf(face: Face, node: Node): TreeItem {
  const item = new TreeItem(face.label, folds[face.folds]);
  item.id = face.id;
  item.description = face.description;
  item.contextValue = face.context;
  item.accessibilityInformation = { label: face.spoken };
  if (face.icon !== null)
    item.iconPath = new ThemeIcon(face.icon, face.colour === null ? undefined : new ThemeColor(face.colour));
  if (face.badge !== null) item.resourceUri = rowUri(face.id, face.badge);
  if (node.kind === 'failure') item.tooltip = node.failure.message;
  else if (node.kind !== 'advisory')
    item.tooltip = face.description === '' ? face.label : `${face.label}: ${face.description}`;
  if (face.click !== null) {
    const { command, title, tab } = face.click;
    item.command = { command, title, arguments: [node, ...(tab === null ? [] : [tab])] };
  }
  return item;
}

function alike(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key, at) => key === b[at]);
}
