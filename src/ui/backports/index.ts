import {
  Disposable,
  EventEmitter,
  window,
  type ExtensionContext,
  type TreeItem,
  type TreeView,
} from 'vscode';
import type { Advisory } from '../../advisory/model.ts';
import type { GitHub } from '../../github/index.ts';
import type { BackportSummary } from '../../process/backports/types.ts';
import type { Work } from '../../work.ts';
import type { AdvisoriesModel } from '../advisories/model.ts';
import type { Commands } from '../common/commands.ts';
import { ContextKey } from '../common/contextKey.ts';
import { linksIn } from '../common/portLinks.ts';
import type { ProgressRecords } from '../common/progress.ts';
import type { Session } from '../session/session.ts';
import type { Overview, RowOf } from './overview.ts';
import type { BackportNode } from './rows.ts';

export interface BackportsParts {
  readonly context: ExtensionContext;
  readonly commands: Commands;
  readonly session: Session;
  readonly model: AdvisoriesModel;
  readonly progress: ProgressRecords;
  readonly work: () => Promise<Work>;
  readonly github: () => Promise<GitHub>;
}

/** What the roof and the tests reach. */
export interface BackportsDoor {
  readonly overview: () => Promise<Overview>;
  /** Of what was read so far. */
  readonly summary: (advisory: Advisory) => BackportSummary | null;
  /** A backport was made: what is not done everywhere is to be read anew. */
  readonly made: () => void;
}

/** The view of all backports and their commands. What they show and do is loaded when somebody looks. */
export function registerBackports(parts: BackportsParts): Disposable & BackportsDoor {
  const { commands, context, model } = parts;
  const changed = new EventEmitter<void>();
  let ready: Overview | null = null;
  let made: Promise<Overview> | undefined;
  const overview = (): Promise<Overview> =>
    (made ??= parts.work().then(work => {
      const log = (error: unknown) => commands.log(error);
      // The steps of the advisories say how far their backports are.
      const summed = () => model.touch();
      ready = new work.Overview({ ...parts, log, summed, changed: redraw, viewed: () => view.visible });
      ready.seen();
      return ready;
    }));
  const view: TreeView<BackportNode> = window.createTreeView<BackportNode>('ghsa.backports', {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: async node => (await overview()).children(node),
      getTreeItem: async (node): Promise<TreeItem> => (await overview()).item(node),
    },
  });
  /** There is a view as soon as there is a public fix. */
  const shown = new ContextKey<boolean>('ghsa:backports');
  const look = () => shown.set(linksIn(context.globalState).length > 0);
  /** Not every project has backports: which have is known to what the list has loaded. */
  const lookAgain = async () => {
    if (model.state.kind !== 'loaded') return look();
    const { profileOf } = await parts.work();
    shown.set(linksIn(context.globalState).some(({ repo }) => profileOf(repo).backports !== null));
  };
  const redraw = () => {
    view.description = ready?.description ?? '';
    changed.fire();
  };
  const run =
    (work: (at: Overview, row: RowOf) => unknown) =>
    async (row?: unknown): Promise<unknown> =>
      work(await overview(), (row ?? {}) as RowOf);

  look();
  const registered = Disposable.from(
    view,
    changed,
    new Disposable(() => ready?.dispose()),
    model.onDidChange(() => void lookAgain().catch(error => commands.log(error))),
    view.onDidChangeVisibility(() => ready?.seen()),
    commands.register(
      'ghsa.showBackports',
      run((at, { advisory }) => at.open(advisory ?? null)),
    ),
    commands.register(
      'ghsa.refreshBackports',
      run(at => at.again()),
    ),
    commands.register(
      'ghsa.repairBackports',
      run((at, node) => at.repair(node)),
    ),
    commands.register(
      'ghsa.notNeeded',
      run((at, node) => at.skip(node)),
    ),
    commands.register(
      'ghsa.neededAfterAll',
      run((at, node) => at.takeBack(node)),
    ),
    commands.register(
      'ghsa.openBackport',
      run((at, node) => at.openBranch(node)),
    ),
  );
  return Object.assign(registered, {
    overview,
    summary: (advisory: Advisory) => ready?.dashboard.summary(advisory) ?? null,
    made: () => void ready?.dashboard.lookAtOpen(),
  });
}
