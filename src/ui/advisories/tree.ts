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
import { settings } from '../common/settings.ts';
import { rowUri } from './decorations.ts';
import { rowId, type AdvisoriesModel } from './model.ts';
import { roots, type Node } from './rows.ts';
import { description, hoverLines, label, spoken } from './words.ts';

interface Row {
  readonly kind: 'advisory';
  advisory: Advisory;
}

/** Which rows there are, in which order. */
function shapeOf(node: Node): unknown {
  if (node.kind === 'group') return [node.label, node.advisories.map(rowId)];
  return node.kind === 'failure' ? [node.name, node.failure.message] : rowId(node.advisory);
}

/** A thin projection of the model. */
export class AdvisoryTree implements TreeDataProvider<Node> {
  readonly #model: AdvisoriesModel;
  readonly #changed = new EventEmitter<undefined | Node[]>();
  readonly #rows = new Map<string, { readonly node: Row; look: string }>();
  #shape = '';
  /** The step at which an advisory's port stopped. */
  readonly #stopped: (advisory: Advisory) => string | null;
  readonly #now: () => Date;
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(
    model: AdvisoriesModel,
    stopped: (advisory: Advisory) => string | null,
    now: () => Date = () => new Date(),
  ) {
    this.#stopped = stopped;
    this.#model = model;
    this.#now = now;
    model.onDidChange(() => this.redraw());
  }

  /**
   * Draws what is known. Where the rows are the same only the changed ones are drawn: VS Code forgets every row for a
   * moment when the whole tree is drawn, and a press on a row's action in that moment comes without its row (seen).
   */
  redraw(): void {
    const shape = JSON.stringify(roots(this.#model.state, this.#now()).map(shapeOf));
    if (shape !== this.#shape) {
      this.#shape = shape;
      this.#changed.fire(undefined);
      return;
    }
    for (const advisory of this.#model.advisories) this.#node(advisory);
    const changed = [...this.#rows.values()].filter(({ node, look }) => look !== this.#look(node.advisory));
    if (changed.length > 0) this.#changed.fire(changed.map(({ node }) => node));
  }

  /** One object per row, for as long as the row is there. */
  #node(advisory: Advisory): Row {
    const id = rowId(advisory);
    const known = this.#rows.get(id);
    if (known) {
      known.node.advisory = advisory;
      return known.node;
    }
    const node: Row = { kind: 'advisory', advisory };
    this.#rows.set(id, { node, look: '' });
    return node;
  }

  /** Everything that a row shows. */
  #look(advisory: Advisory): string {
    const pulls = this.#model.pullsOf(advisory);
    return JSON.stringify([advisory, pulls, this.#stopped(advisory), settings.hideTitles()]);
  }

  /** The first look at the view is what reads the advisories. */
  async getChildren(node?: Node): Promise<Node[]> {
    if (node) return node.kind === 'group' ? node.advisories.map(advisory => this.#node(advisory)) : [];
    if (this.#model.state.kind === 'idle') await this.#model.refreshIfOlder(0);
    const rows = roots(this.#model.state, this.#now());
    this.#shape = JSON.stringify(rows.map(shapeOf));
    const ids = new Set(this.#model.advisories.map(rowId));
    for (const id of this.#rows.keys()) if (!ids.has(id)) this.#rows.delete(id);
    return rows;
  }

  getParent(): undefined {
    return undefined;
  }

  getTreeItem(node: Node): TreeItem {
    if (node.kind === 'group') return group(node.label, node.advisories.length);
    return node.kind === 'failure' ? failureRow(node) : this.#row(node.advisory);
  }

  /** Hovers are made when they are looked at; nothing is loaded for them. */
  resolveTreeItem(item: TreeItem, node: Node): TreeItem {
    if (node.kind !== 'advisory' || this.#model.state.kind !== 'loaded') return item;
    const { advisory } = node;
    const text = new MarkdownString('', true);
    text.isTrusted = false;
    text.supportHtml = false;
    if (!settings.hideTitles()) {
      text.appendMarkdown('**').appendText(label(advisory, false)).appendMarkdown('**\n\n');
    }
    const lines = hoverLines(advisory, this.#model.pullsOf(advisory), this.#now(), this.#model.state.login);
    for (const [icon, words] of lines)
      text.appendMarkdown(`$(${icon}) `).appendText(words).appendMarkdown('\n\n');
    item.tooltip = text;
    return item;
  }

  #row(advisory: Advisory): TreeItem {
    const known = this.#rows.get(rowId(advisory));
    if (known) known.look = this.#look(advisory);
    const pulls = this.#model.pullsOf(advisory);
    const hidden = settings.hideTitles();
    const item = new TreeItem(label(advisory, hidden));
    item.id = rowId(advisory);
    item.command = {
      command: 'ghsa.openAdvisory',
      title: 'Open Advisory',
      arguments: [known?.node ?? { kind: 'advisory', advisory }],
    };
    const stopped = this.#stopped(advisory);
    item.description = description(advisory, pulls, stopped);
    item.resourceUri = rowUri(advisory, this.#now());
    item.iconPath = new ThemeIcon('shield', colour(advisory));
    const port = stopped !== null ? ['unfinished'] : pulls && pulls.length > 0 ? ['pull'] : [];
    item.contextValue = ['advisory', advisory.state, ...port].join(' ');
    item.accessibilityInformation = { label: spoken(advisory, pulls, this.#now(), hidden, stopped) };
    return item;
  }
}

function group(name: string, count: number): TreeItem {
  const item = new TreeItem(name, TreeItemCollapsibleState.Expanded);
  item.id = `group/${name}`;
  item.description = String(count);
  item.contextValue = 'group';
  item.accessibilityInformation = { label: `${name}, ${count}` };
  return item;
}

function failureRow({ name, failure }: Node & { kind: 'failure' }): TreeItem {
  const item = new TreeItem(name);
  item.id = `failure/${name}`;
  item.description = failure.message;
  item.tooltip = failure.message;
  item.contextValue = `failure ${failure.kind}`;
  item.iconPath =
    failure.kind === 'sso'
      ? new ThemeIcon('key', new ThemeColor('list.warningForeground'))
      : new ThemeIcon('error', new ThemeColor('list.errorForeground'));
  item.accessibilityInformation = { label: `${name}: ${failure.message}` };
  return item;
}

function colour({ severity }: Advisory): ThemeColor {
  if (severity === null) return new ThemeColor('descriptionForeground');
  return new ThemeColor(`ghsa.severity${severity.charAt(0).toUpperCase()}${severity.slice(1)}`);
}
