import { workspace, type Disposable } from 'vscode';
import { assignProfiles } from '../../project/assigned/assign.ts';
import type { Work } from '../../work.ts';
import type { Log } from './log.ts';
import { settings } from './settings.ts';

/** Lets every bundle go by `ghsa.profiles` and `ghsa.templates`, now and when they change; `changed`: they did. */
export function registerProfiles(work: () => Promise<Work>, log: Log, changed: () => void): Disposable {
  const assign = () => {
    const given = settings.profiles();
    assignProfiles(given);
    // Where nothing is set nothing has to be loaded to say what is wrong with it.
    if (Object.values(given).every(value => Object.keys(value ?? {}).length === 0)) return;
    void work().then(({ profileProblems }) => profileProblems(given).forEach(problem => log.error(problem)));
  };
  assign();
  return workspace.onDidChangeConfiguration(change => {
    if (!change.affectsConfiguration('ghsa.profiles') && !change.affectsConfiguration('ghsa.templates'))
      return;
    assign();
    changed();
  });
}
