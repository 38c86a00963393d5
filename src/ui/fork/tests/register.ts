import type { Disposable } from 'vscode';
import type { Commands } from '../../common/commands.ts';
import type { Forks } from '../forks.ts';
import { gitAllowed } from '../../common/gitAllowed.ts';

/** The command that runs the tests of a fix. */
export function registerTests({
  commands,
  forks,
}: {
  readonly commands: Commands;
  readonly forks: () => Promise<Forks>;
}): Disposable {
  return commands.register('ghsa.runTests', async row => {
    if (gitAllowed()) await (await forks()).tests.run(row);
  });
}
