import { Disposable, window, workspace } from 'vscode';
import { ContextKey } from '../common/contextKey.ts';
import { gitAllowed } from '../common/gitAllowed.ts';
import type { Forks } from './forks.ts';
import { leaveWindow } from './leave.ts';
import type { ForkParts } from './parts.ts';

/** The commands of private clones, and the mark of a window that holds one. */
export function registerClones(parts: ForkParts & { readonly forks: () => Promise<Forks> }): Disposable {
  const { commands, clones, session, model, forks } = parts;
  const any = new ContextKey<boolean>('ghsa:clones');
  const here = new ContextKey<boolean>('ghsa:embargo');
  /** Does the window show a mark? Then it is looked at when its clone goes, too. */
  let marked = false;
  const look = () => {
    const held = clones.ofWindow() !== null;
    any.set(clones.list().length > 0);
    here.set(held);
    if (!held && !marked) return;
    marked = true;
    void commands.run(async () => (await forks()).look());
  };
  /** For what runs git. */
  const run = (work: (open: Forks, row: unknown) => Promise<void>) => async (row?: unknown) => {
    if (gitAllowed()) await work(await forks(), row);
  };
  look();
  return Disposable.from(
    new Disposable(() => leaveWindow(clones)),
    clones.onDidChange(look),
    session.onDidChange(look),
    workspace.onDidChangeWorkspaceFolders(look),
    workspace.onDidGrantWorkspaceTrust(look),
    window.onDidChangeWindowState(({ focused }) => focused && clones.look()),
    model.onDidChange(() => {
      if (model.state.kind === 'loaded' && clones.here().length > 0)
        void forks().then(open => open.listRead(), commands.log.bind(commands));
    }),
    commands.register(
      'ghsa.cloneFork',
      run((open, row) => open.clone(row)),
    ),
    commands.register('ghsa.openClone', async row => (await forks()).open(row)),
    commands.register(
      'ghsa.updateFromPublic',
      run((open, row) => open.update(row)),
    ),
    commands.register(
      'ghsa.addWorktree',
      run((open, row) => open.addWorktree(row)),
    ),
    commands.register(
      'ghsa.showPushes',
      run((open, row) => open.showPushes(row)),
    ),
    commands.register(
      'ghsa.deleteClone',
      run((open, row) => open.delete(row)),
    ),
    commands.register('ghsa.embargoMenu', async () => (await forks()).menu()),
  );
}
