import { Disposable, env, Uri, window, workspace } from 'vscode';
import type { Advisory } from '../../advisory/model.ts';
import type { Commands } from '../common/commands.ts';
import { settings } from '../common/settings.ts';
import type { Session } from '../session/session.ts';
import { RowDecorations } from './decorations.ts';
import { isShow, pickFilter } from './filterPick.ts';
import { Head } from './head.ts';
import { Loading } from './loading.ts';
import type { AdvisoriesModel } from './model.ts';
import { chooseRepositories } from './repositories.ts';
import { realClock, Rhythm } from './rhythm.ts';
import { advisoryOf, type Node } from './rows.ts';
import { search } from './search.ts';
import { AdvisoryTree } from './tree.ts';

export { advisoryOf } from './rows.ts';

/** Where ports stopped. */
interface Unfinished {
  readonly refresh: () => Promise<unknown>;
  readonly onDidChange: (listener: () => void) => { dispose(): void };
}

/** Private clones on this machine. */
interface Clones {
  readonly of: (advisory: Advisory) => unknown;
  readonly onDidChange: (listener: () => void) => { dispose(): void };
}

/** The view, its commands, and when it refreshes. Nothing is asked of GitHub before the view is visible. */
export function registerAdvisories(
  commands: Commands,
  session: Session,
  model: AdvisoriesModel,
  unfinished: Unfinished,
  clones: Clones,
): Disposable & { readonly tree: AdvisoryTree } {
  const refresh = async (by: 'command' | 'view' = 'command') =>
    window.withProgress({ location: { viewId: 'ghsa.advisories' } }, async () => {
      rhythm.began();
      loading.begin();
      await model.refresh(by);
      loading.end();
      // Another window may have begun or ended a port meanwhile.
      await commands.run(() => unfinished.refresh());
    });
  const look = async () => {
    if (model.reading) await model.reading;
    else if (!model.isFresh(minute)) await refresh('view');
  };
  const lookIfSeen = () => {
    if (view.visible) void look();
  };
  /** Another account or another GitHub. */
  const startAnew = () => {
    model.reset();
    head.accounts();
    lookIfSeen();
  };
  const tree = new AdvisoryTree(model, look, advisory => clones.of(advisory) !== null);
  const view = window.createTreeView('ghsa.advisories', { treeDataProvider: tree, showCollapseAll: true });
  const loading = new Loading(realClock, () => head.draw());
  const head = new Head(view, model, session, loading);
  const rhythm = new Rhythm({
    ...{ model, clock: realClock, minutes: () => settings.refreshMinutes() },
    refresh: () => refresh('view'),
    passed: () => {
      tree.redraw();
      head.draw();
    },
  });

  const registered = Disposable.from(
    view,
    rhythm,
    head,
    window.registerFileDecorationProvider(new RowDecorations()),
    model.onDidChange(() => head.draw()),
    model.onProgress(text => loading.tell(text)),
    unfinished.onDidChange(() => model.touch()),
    clones.onDidChange(() => model.touch()),
    view.onDidChangeVisibility(({ visible }) => {
      rhythm.see(visible);
      lookIfSeen();
    }),
    session.onDidChange(startAnew),
    workspace.onDidChangeConfiguration(change => {
      if (change.affectsConfiguration('ghsa.apiUrl')) startAnew();
      else if (change.affectsConfiguration('ghsa.repositories')) {
        model.outdate();
        if (view.visible) void refresh('view');
      }
      if (change.affectsConfiguration('ghsa.hideTitles')) {
        head.draw();
        tree.redraw();
      }
    }),
    commands.register('ghsa.signIn', () => session.signIn()),
    commands.register('ghsa.refresh', () => refresh()),
    commands.register('ghsa.search', () => search(model)),
    commands.register('ghsa.filter', async show => {
      const { repositories } = settings;
      const change = isShow(show) ? { show } : await pickFilter(model.filter, repositories());
      if (change === null) return;
      model.setFilter(change);
      // Finished ones are read only when somebody wants to see them.
      if (change.show === 'finished') await refresh();
    }),
    commands.register('ghsa.hideTitles', () => setHidden(true)),
    commands.register('ghsa.showTitles', () => setHidden(false)),
    commands.register('ghsa.chooseRepositories', chooseRepositories),
    commands.register(
      'ghsa.openOnGitHub',
      ofRow(({ htmlUrl }) => openWeb(htmlUrl)),
    ),
    commands.register(
      'ghsa.copyLink',
      ofRow(({ htmlUrl }) => env.clipboard.writeText(htmlUrl)),
    ),
    commands.register(
      'ghsa.copyId',
      ofRow(({ ghsaId }) => env.clipboard.writeText(ghsaId)),
    ),
    commands.register('ghsa.authorize', row => {
      const node = row as Node | undefined;
      const url = node?.kind === 'failure' ? node.failure.ssoUrl : null;
      return url ? env.openExternal(Uri.parse(url)) : refresh();
    }),
  );
  rhythm.see(view.visible);
  return Object.assign(registered, { tree });
}

const minute = 60_000;

function ofRow(run: (advisory: Advisory) => unknown): (row?: unknown) => unknown {
  return row => {
    const advisory = advisoryOf(row);
    return advisory === null ? undefined : run(advisory);
  };
}

function openWeb(url: string): unknown {
  return /^https?:/.test(url) ? env.openExternal(Uri.parse(url)) : undefined;
}

async function setHidden(value: boolean): Promise<void> {
  await workspace.getConfiguration('ghsa').update('hideTitles', value, true);
}
