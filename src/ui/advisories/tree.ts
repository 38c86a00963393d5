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

/** A thin projection of the model. */
export class AdvisoryTree implements TreeDataProvider<Node> {
  readonly #model: AdvisoriesModel;
  readonly #changed = new EventEmitter<undefined>();
  readonly #now: () => Date;
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(model: AdvisoriesModel, now: () => Date = () => new Date()) {
    this.#model = model;
    this.#now = now;
    model.onDidChange(() => this.#changed.fire(undefined));
  }

  /** Draws anew what is known, for a changed setting. */
  redraw(): void {
    this.#changed.fire(undefined);
  }

  /** The first look at the view is what reads the advisories. */
  async getChildren(node?: Node): Promise<Node[]> {
    if (node)
      return node.kind === 'group' ? node.advisories.map(advisory => ({ kind: 'advisory', advisory })) : [];
    if (this.#model.state.kind === 'idle') await this.#model.refreshIfOlder(0);
    return roots(this.#model.state, this.#now());
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
    const pulls = this.#model.pullsOf(advisory);
    const hidden = settings.hideTitles();
    const item = new TreeItem(label(advisory, hidden));
    item.id = rowId(advisory);
    item.description = description(advisory, pulls);
    item.resourceUri = rowUri(advisory, this.#now());
    item.iconPath = new ThemeIcon('shield', colour(advisory));
    item.contextValue = ['advisory', advisory.state, ...(pulls && pulls.length > 0 ? ['pull'] : [])].join(
      ' ',
    );
    item.accessibilityInformation = { label: spoken(advisory, pulls, this.#now(), hidden) };
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
