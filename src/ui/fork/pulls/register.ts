import { Disposable } from 'vscode';
import type { Commands } from '../../common/commands.ts';
import type { Forks } from '../forks.ts';
import { gitAllowed } from '../../common/gitAllowed.ts';

/** The commands of private pull requests. Those that only ask GitHub need no trust in the workspace. */
export function registerPulls({
  commands,
  forks,
}: {
  readonly commands: Commands;
  readonly forks: () => Promise<Forks>;
}): Disposable {
  return Disposable.from(
    commands.register('ghsa.openPrivatePull', async row => {
      if (gitAllowed()) await (await forks()).pulls.open(row);
    }),
    commands.register('ghsa.checkOutPrivatePull', async row => {
      if (gitAllowed()) await (await forks()).pulls.checkOut(row);
    }),
    commands.register('ghsa.privatePulls', async row => (await forks()).pulls.show(row)),
    commands.register('ghsa.approvePrivatePull', async row => (await forks()).pulls.approve(row)),
  );
}
