import { Disposable, workspace } from 'vscode';
import type { AdvisoriesModel } from '../advisories/model.ts';
import type { Commands } from '../common/commands.ts';
import type { ProgressRecords } from '../common/progress.ts';
import type { Session } from '../session/session.ts';
import type { Forks } from './forks.ts';

/**
 * Starting a private fork, and what was waited for when the last window closed. GitHub is asked only where something is
 * waited for.
 */
export function registerStart(parts: {
  readonly commands: Commands;
  readonly session: Session;
  readonly model: AdvisoriesModel;
  readonly progress: ProgressRecords;
  readonly forks: () => Promise<Forks>;
}): Disposable {
  const { commands, session, model, progress, forks } = parts;
  const quietly = (work: () => Promise<unknown>) => void work().catch(error => commands.log(error));
  let begun = false;
  const takeUp = async () => {
    if (!workspace.isTrusted || progress.count === 0 || (await session.token()) === null) return;
    await progress.load();
    if (!progress.entries().some(entry => entry.progress.fork)) return;
    begun = true;
    await (await forks()).start.waits.takeUp();
  };
  const startAnew = async () => {
    if (begun) (await forks()).start.waits.reset();
    await takeUp();
  };
  quietly(takeUp);
  return Disposable.from(
    commands.register('ghsa.startFork', async row => (await forks()).start.start(row)),
    model.onDidChange(() => {
      if (model.state.kind !== 'loaded') return;
      begun = true;
      quietly(async () => (await forks()).start.waits.notice());
    }),
    session.onDidChange(() => quietly(startAnew)),
    workspace.onDidGrantWorkspaceTrust(() => quietly(takeUp)),
    workspace.onDidChangeConfiguration(change => {
      if (change.affectsConfiguration('ghsa.apiUrl')) quietly(startAnew);
    }),
  );
}
