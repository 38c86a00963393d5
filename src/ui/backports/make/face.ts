import type { ExtensionContext } from 'vscode';
import type { Advisory } from '../../../advisory/model.ts';
import type { GitHub } from '../../../github/index.ts';
import type { BackportLink } from '../../../jobs/backport/make/types.ts';
import type { Session } from '../../session/session.ts';

/** What the pages that make backports are made with: `new work.Backporting(parts)`, once per window. */
export interface BackportingParts {
  readonly context: ExtensionContext;
  readonly session: Session;
  /** The connection to where `ghsa.apiUrl` points now. */
  readonly github: () => Promise<GitHub>;
  /** A public backport was made. */
  readonly made: (link: BackportLink) => void;
  /** For the log. */
  readonly report: (error: unknown) => void;
}

/** Where a fix is brought to a maintenance branch. */
export interface BackportingDoor {
  /** Is there a fix, and does the project bring fixes to more branches than one? */
  mayBackport(advisory: Advisory): boolean;
  /** Goes on with the conflicts that this file is one of. */
  goOnAt(file: unknown): Promise<void>;
  /** Opens the page of a backport, or goes on with one; asks for the branch where none is named. */
  open(advisory: Advisory, branch?: string | null): Promise<void>;
}
