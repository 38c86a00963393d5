import type { ExtensionContext } from 'vscode';
import type { GitHub } from '../../github/index.ts';
import type { PortLinks } from '../../jobs/port/steps/rememberLinks.ts';
import type { AdvisoriesModel } from '../advisories/model.ts';
import type { Commands } from '../common/commands.ts';
import type { ProgressRecords } from '../common/progress.ts';
import type { Editors } from '../editor/editors.ts';
import type { PublishDoor } from '../publish/face.ts';
import type { PublicIssueDoor } from '../issue/face.ts';

/** What the commands of the process are made with. */
export interface DeskParts {
  /** Where the records of unfinished jobs are. */
  readonly context: ExtensionContext;
  readonly commands: Commands;
  readonly model: AdvisoriesModel;
  readonly progress: ProgressRecords;
  /** The connection to where `ghsa.apiUrl` points now. */
  readonly github: () => Promise<GitHub>;
  /** The advisory pages. */
  readonly editors: () => Promise<Editors>;
  /** For the log. */
  readonly report: (error: unknown) => void;
  /** The pages of public issues. */
  readonly issues: () => Promise<PublicIssueDoor>;
  /** The pages of advisories that are to be published. */
  readonly publishing: PublishDoor;
  /** Remembers the public side of a fix. */
  readonly keepLinks: (links: PortLinks) => Promise<void>;
}
