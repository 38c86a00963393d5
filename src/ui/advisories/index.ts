import { Disposable, env, Uri, window, workspace, type TreeView } from 'vscode';
import type { Advisory } from '../../advisory/model.ts';
import { dayOf, urgency } from '../../process/clock.ts';
import type { Commands } from '../common/commands.ts';
import { ContextKey } from '../common/contextKey.ts';
import { settings } from '../common/settings.ts';
import type { Session } from '../session/session.ts';
import { DayDecorations } from './decorations.ts';
import type { AdvisoriesModel } from './model.ts';
import { listState, messageOf, type Node } from './rows.ts';
import { AdvisoryTree } from './tree.ts';

/** The view, its commands, and when it refreshes. Nothing is asked of GitHub before the view is visible. */
export function registerAdvisories(
  commands: Commands,
  session: Session,
  model: AdvisoriesModel,
  unfinished: {
    readonly of: (advisory: Advisory) => string | null;
    readonly refresh: () => Promise<unknown>;
    readonly onDidChange: (listener: () => void) => { dispose(): void };
  },
): Disposable {
  const tree = new AdvisoryTree(model, advisory => unfinished.of(advisory));
  const view = window.createTreeView('ghsa.advisories', { treeDataProvider: tree, showCollapseAll: true });
  const refresh = () =>
    window.withProgress({ location: { viewId: 'ghsa.advisories' } }, () => {
      asked = Date.now();
      return model.refresh();
    });
  const refreshIfSeen = () => {
    if (view.visible) void refresh();
  };
  /** Another account or another GitHub. */
  const startAnew = () => {
    model.reset();
    refreshIfSeen();
  };
  let asked = Date.now();
  return Disposable.from(
    view,
    window.registerFileDecorationProvider(new DayDecorations()),
    model.onDidChange(() => {
      describe(view, model);
      // Another window may have begun or ended a port meanwhile.
      void commands.run(() => unfinished.refresh());
    }),
    unfinished.onDidChange(() => tree.redraw()),
    model.onProgress(text => {
      if (Date.now() - asked > patience) view.message = text;
    }),
    view.onDidChangeVisibility(({ visible }) => {
      if (visible) void model.refreshIfOlder(minute);
    }),
    session.onDidChange(startAnew),
    workspace.onDidChangeConfiguration(change => {
      if (change.affectsConfiguration('ghsa.apiUrl')) startAnew();
      else if (change.affectsConfiguration('ghsa.repositories')) refreshIfSeen();
      if (change.affectsConfiguration('ghsa.hideTitles')) {
        hidden.set(settings.hideTitles());
        tree.redraw();
      }
    }),
    repeat(() => settings.refreshMinutes(), refreshIfSeen),
    commands.register('ghsa.signIn', () => session.signIn()),
    commands.register('ghsa.refresh', refresh),
    commands.register('ghsa.hideTitles', () => setHidden(true)),
    commands.register('ghsa.showTitles', () => setHidden(false)),
    commands.register('ghsa.chooseRepositories', chooseRepositories),
    commands.register('ghsa.openOnGitHub', row => {
      const advisory = advisoryOf(row);
      return advisory && /^https?:/.test(advisory.htmlUrl) && env.openExternal(Uri.parse(advisory.htmlUrl));
    }),
    commands.register('ghsa.copyLink', row => {
      const advisory = advisoryOf(row);
      return advisory && env.clipboard.writeText(advisory.htmlUrl);
    }),
    commands.register('ghsa.copyId', row => {
      const advisory = advisoryOf(row);
      return advisory && env.clipboard.writeText(advisory.ghsaId);
    }),
    commands.register('ghsa.authorize', row => {
      const node = row as Node | undefined;
      const url = node?.kind === 'failure' ? node.failure.ssoUrl : null;
      return url ? env.openExternal(Uri.parse(url)) : refresh();
    }),
  );
}

const hidden = new ContextKey<boolean>('ghsa:titlesHidden');
const list = new ContextKey<string>('ghsa:list');

const minute = 60_000;
/** Milliseconds of loading after which the view says what it is doing. */
const patience = 4_000;

/** The advisory of a row that a command was called on. */
export function advisoryOf(row: unknown): Advisory | null {
  const node = row as Node | undefined;
  return node?.kind === 'advisory' ? node.advisory : null;
}

/** Badge, description and message of the view; the welcome texts hang on the context key. */
function describe(view: TreeView<Node>, model: AdvisoriesModel): void {
  const { state } = model;
  hidden.set(settings.hideTitles());
  list.set(listState(state));
  view.message = messageOf(state);
  view.description = state.kind === 'loaded' ? 'mine' : '';
  const now = new Date();
  const due = model.advisories.filter(({ createdAt }) => urgency(dayOf(createdAt, now)) !== 'calm').length;
  view.badge =
    due === 0
      ? undefined
      : { value: due, tooltip: due === 1 ? '1 advisory needs you' : `${due} advisories need you` };
}

async function setHidden(value: boolean): Promise<void> {
  await workspace.getConfiguration('ghsa').update('hideTitles', value, true);
}

async function chooseRepositories(): Promise<void> {
  const now = settings.repositories().map(({ owner, name }) => `${owner}/${name}`);
  const answer = await window.showInputBox({
    title: 'Repositories',
    prompt: 'Repositories whose advisories are listed, as owner/name, with spaces between them',
    value: now.join(' '),
    validateInput: text =>
      text
        .trim()
        .split(/[\s,]+/)
        .every(part => part === '' || /^[\w.-]+\/[\w.-]+$/.test(part))
        ? undefined
        : 'Write each as owner/name.',
  });
  if (answer === undefined) return;
  const wanted = answer.split(/[\s,]+/).filter(part => part !== '');
  await workspace.getConfiguration('ghsa').update('repositories', wanted, true);
}

/** Calls again and again, as many minutes apart as the setting says at the time; 0 pauses. */
function repeat(minutes: () => number, call: () => void): Disposable {
  let passed = 0;
  const timer = setInterval(() => {
    passed++;
    if (minutes() <= 0 || passed < minutes()) return;
    passed = 0;
    call();
  }, minute);
  return new Disposable(() => clearInterval(timer));
}
