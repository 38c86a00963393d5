import { Disposable, type ExtensionContext } from 'vscode';
import type { GitHub } from '../../github/index.ts';
import type { Work } from '../../work.ts';
import type { Commands } from '../common/commands.ts';
import type { Session } from '../session/session.ts';
import type { Reports } from './reports.ts';

export interface ReportsParts {
  readonly context: Pick<ExtensionContext, 'globalState'>;
  readonly commands: Commands;
  readonly session: Session;
  /** Loads the floors below; nothing of them is evaluated before. */
  readonly work: () => Promise<Work>;
  readonly github: () => Promise<GitHub>;
}

/** The reports of PSRT admins (PEP 811). What they do is loaded when the first one is made. */
export function registerReports(parts: ReportsParts): Disposable {
  const { commands } = parts;
  let made: Promise<Reports> | undefined;
  const reports = () => (made ??= parts.work().then(work => new work.Reports(parts)));
  return Disposable.from(
    new Disposable(() => void made?.then(open => open.dispose())),
    commands.register('ghsa.coordinatorActivity', async () => (await reports()).activity()),
    commands.register('ghsa.checkAccess', async () => (await reports()).access()),
  );
}
