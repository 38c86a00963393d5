import {
  EventEmitter,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeDataProvider,
} from 'vscode';
import { repoName, type Advisory } from '../../advisory/model.ts';
import { stripTags } from '../../advisory/title.ts';
import { dayOf } from '../../process/clock.ts';
import { settings } from '../common/settings.ts';
import { rowUri } from './decorations.ts';
import type { AdvisoriesModel, RepoResult } from './model.ts';
import { description, hoverLines, label, spoken } from './words.ts';

export type Node =
  | { readonly kind: 'group'; readonly label: 'Triage' | 'Draft'; readonly advisories: readonly Advisory[] }
  | { readonly kind: 'advisory'; readonly advisory: Advisory }
  | { readonly kind: 'failure'; readonly result: RepoResult };

const ratingOrder = ['critical', 'high', 'medium', 'low'];

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

  getChildren(node?: Node): Node[] {
    if (node)
      return node.kind === 'group' ? node.advisories.map(advisory => ({ kind: 'advisory', advisory })) : [];
    const { state } = this.#model;
    if (state.kind !== 'loaded') return [];
    const groups = (['Draft', 'Triage'] as const).map((name): Node => {
      const wanted = name.toLowerCase();
      const advisories = this.#model.advisories.filter(advisory => advisory.state === wanted);
      return { kind: 'group', label: name, advisories: this.#sorted(advisories) };
    });
    return [
      ...groups.filter(group => group.kind === 'group' && group.advisories.length > 0),
      ...state.results
        .filter(({ error }) => error !== null)
        .map((result): Node => ({ kind: 'failure', result })),
    ];
  }

  getParent(): undefined {
    return undefined;
  }

  getTreeItem(node: Node): TreeItem {
    if (node.kind === 'group') return group(node.label, node.advisories.length);
    return node.kind === 'failure' ? failure(node.result) : this.#row(node.advisory);
  }

  /** Hovers are made when they are looked at; nothing is loaded for them. */
  resolveTreeItem(item: TreeItem, node: Node): TreeItem {
    if (node.kind !== 'advisory' || this.#model.state.kind !== 'loaded') return item;
    const { advisory } = node;
    const text = new MarkdownString('', true);
    text.isTrusted = false;
    text.supportHtml = false;
    if (!settings.hideTitles()) {
      text
        .appendMarkdown('**')
        .appendText(plain(stripTags(advisory.title)))
        .appendMarkdown('**\n\n');
    }
    const lines = hoverLines(advisory, this.#model.pullsOf(advisory), this.#now(), this.#model.state.login);
    for (const [icon, words] of lines)
      text.appendMarkdown(`$(${icon}) `).appendText(plain(words)).appendMarkdown('\n\n');
    item.tooltip = text;
    return item;
  }

  #row(advisory: Advisory): TreeItem {
    const pulls = this.#model.pullsOf(advisory);
    const hidden = settings.hideTitles();
    const item = new TreeItem(plain(label(advisory, hidden)));
    item.id = `${repoName(advisory.repo)}/${advisory.ghsaId}`;
    item.description = description(advisory, pulls);
    item.resourceUri = rowUri(advisory, this.#now());
    item.iconPath = new ThemeIcon('shield', colour(advisory));
    item.contextValue = ['advisory', advisory.state, ...(pulls && pulls.length > 0 ? ['pull'] : [])].join(
      ' ',
    );
    item.accessibilityInformation = { label: spoken(advisory, pulls, this.#now(), hidden) };
    return item;
  }

  /** The most overdue first, then by severity, then by day. */
  #sorted(advisories: readonly Advisory[]): Advisory[] {
    const day = (advisory: Advisory) => dayOf(advisory.createdAt, this.#now());
    const late = (advisory: Advisory) => (day(advisory) > 90 ? 0 : 1);
    const rank = ({ severity }: Advisory) =>
      severity === null ? ratingOrder.length : ratingOrder.indexOf(severity);
    return [...advisories].sort((a, b) => late(a) - late(b) || rank(a) - rank(b) || day(b) - day(a));
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

function failure({ repo, error }: RepoResult): TreeItem {
  const item = new TreeItem(repoName(repo));
  item.id = `failure/${repoName(repo)}`;
  item.description = error!.message;
  item.tooltip = error!.message;
  item.contextValue = `failure ${error!.kind}`;
  item.iconPath =
    error!.kind === 'sso'
      ? new ThemeIcon('key', new ThemeColor('list.warningForeground'))
      : new ThemeIcon('error', new ThemeColor('list.errorForeground'));
  return item;
}

function colour({ severity }: Advisory): ThemeColor {
  if (severity === null) return new ThemeColor('descriptionForeground');
  return new ThemeColor(`ghsa.severity${severity.charAt(0).toUpperCase()}${severity.slice(1)}`);
}

/** Reports are hostile: bidi controls are dropped, line ends become spaces, and no text becomes an icon. */
function plain(text: string): string {
  return text
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/\$\(/g, '$\u200a(');
}
