import { Disposable, workspace } from 'vscode';
import type { Work } from '../../work.ts';
import { recordsKeyOf } from '../session/practice.ts';
import { PrivateClones } from './clones.ts';
import { registerClones } from './commands.ts';
import type { Forks } from './forks.ts';
import type { ForkParts } from './parts.ts';
import { registerPulls } from './pulls/register.ts';
import { registerStart } from './startCommand.ts';
import { agreementsOf } from './tests/agreed.ts';
import { registerTests } from './tests/register.ts';

export interface ForkCommandParts extends Omit<ForkParts, 'clones'> {
  /** Loads the floors below; nothing of them is evaluated before. */
  readonly work: () => Promise<Work>;
}

/** What the roof and the tests reach. */
export interface ForkDoor {
  readonly clones: PrivateClones;
  readonly forks: () => Promise<Forks>;
}

/** The commands of private forks and their clones. What they do is loaded when the first one runs. */
export function registerFork(given: ForkCommandParts): Disposable & ForkDoor {
  const clones = new PrivateClones({
    state: given.context.globalState,
    agreements: agreementsOf(given.context),
    recordsKeyOf,
    apiUrl: () => given.session.apiUrl,
    folders: () =>
      (workspace.workspaceFolders ?? []).flatMap(({ uri }) => (uri.scheme === 'file' ? [uri.fsPath] : [])),
    log: error => given.commands.log(error),
  });
  const parts = { ...given, clones };
  let made: Promise<Forks> | undefined;
  const forks = () => (made ??= parts.work().then(work => new work.Forks(parts)));
  const registered = Disposable.from(
    new Disposable(() => void made?.then(open => open.dispose())),
    registerClones({ ...parts, forks }),
    registerStart({ ...parts, forks }),
    registerPulls({ ...parts, forks }),
    registerTests({ ...parts, forks }),
  );
  return Object.assign(registered, { clones, forks });
}
