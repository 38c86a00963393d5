import type { ExtensionContext } from 'vscode';
import type { GitHub } from '../../github/index.ts';
import type { AdvisoriesModel } from '../advisories/model.ts';
import type { Commands } from '../common/commands.ts';
import type { ProgressRecords } from '../common/progress.ts';
import type { Session } from '../session/session.ts';
import type { PrivateClones } from './clones.ts';

/** What the commands of private forks are made with. */
export interface ForkParts {
  readonly context: ExtensionContext;
  readonly commands: Commands;
  readonly session: Session;
  readonly model: AdvisoriesModel;
  readonly progress: ProgressRecords;
  readonly clones: PrivateClones;
  /** The connection to where `ghsa.apiUrl` points now. */
  readonly github: () => Promise<GitHub>;
}
