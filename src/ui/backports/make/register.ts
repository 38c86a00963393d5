import { Disposable, type ExtensionContext } from 'vscode';
import type { GitHub } from '../../../github/index.ts';
import type { BackportLink } from '../../../jobs/backport/make/types.ts';
import type { Work } from '../../../work.ts';
import { chooseAdvisory } from '../../advisories/choose.ts';
import { advisoryOf } from '../../advisories/index.ts';
import type { AdvisoriesModel } from '../../advisories/model.ts';
import type { Commands } from '../../common/commands.ts';
import { gitAllowed } from '../../common/gitAllowed.ts';
import { jobOfWindow } from '../../port/scratchRoot.ts';
import type { Session } from '../../session/session.ts';
import { branchOf } from './branchOf.ts';
import type { Backporting } from './index.ts';

export interface BackportCommandParts {
  readonly context: ExtensionContext;
  readonly commands: Commands;
  readonly session: Session;
  readonly model: AdvisoriesModel;
  readonly work: () => Promise<Work>;
  readonly github: () => Promise<GitHub>;
  /** A public backport was made. */
  readonly made: (link: BackportLink) => void;
}

/** What the roof and the tests reach. */
export interface BackportingWay {
  readonly backporting: () => Promise<Backporting>;
}

/** `ghsa.backportTo`: of a row and a branch, or asked for. The page, git and GitHub are loaded when it runs. */
export function registerBackporting(parts: BackportCommandParts): Disposable & BackportingWay {
  const { context, commands, session, model, github, made } = parts;
  let opened: Promise<Backporting> | undefined;
  const backporting = () =>
    (opened ??= parts.work().then(work => {
      const report = (error: unknown) => commands.log(error);
      return new work.Backporting({ context, session, github, made, report });
    }));
  const registered = commands.register('ghsa.backportTo', async (row, branch) => {
    if (!mayRun(context)) return;
    const door = await backporting();
    const advisory =
      advisoryOf(row) ??
      (await chooseAdvisory(model, candidate => door.mayBackport(candidate), { title: 'Backport to' }));
    if (advisory) await door.open(advisory, branchOf(branch) ?? branchOf(row));
  });
  // The key that shows it is set by a backport whose conflicts are open.
  const goOn = commands.register('ghsa.continueBackport', async file => {
    if (mayRun(context)) await (await backporting()).goOnAt(file);
  });
  return Object.assign(Disposable.from(registered, goOn), { backporting });
}

function mayRun(context: ExtensionContext): boolean {
  return jobOfWindow(context) !== null || gitAllowed();
}
