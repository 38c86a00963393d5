import type { ExtensionContext } from 'vscode';
import type { Advisory, RepoRef } from '../../advisory/model.ts';
import type { GitHub } from '../../github/index.ts';
import type { IssuePurpose } from '../../jobs/issue/index.ts';
import type { Session } from '../session/session.ts';

/** An issue that everybody sees. */
export interface PublicIssue {
  readonly number: number;
  readonly url: string;
}

/** What the pages of public issues are made with: `new work.PublicIssues(parts)`, once per window. */
export interface PublicIssueParts {
  readonly context: ExtensionContext;
  readonly session: Session;
  /** The connection to where `ghsa.apiUrl` points now. */
  readonly github: () => Promise<GitHub>;
  /** The fix of a vulnerability begins with this public issue. */
  readonly begun: (
    advisory: { readonly repo: RepoRef; readonly ghsaId: string },
    issue: number,
  ) => Promise<void>;
  /** For the log. */
  readonly report: (error: unknown) => void;
}

/** Where a plain bug, or the fix of a vulnerability that may be fixed in public, becomes a public issue, through the public line. */
export interface PublicIssueDoor {
  /**
   * Opens the page of an advisory's public issue, or shows it where it is open. Resolves when the issue is public, or
   * with null when the page was closed before; a page that was closed half way brings back what was confirmed.
   */
  open(advisory: Advisory, purpose?: IssuePurpose): Promise<PublicIssue | null>;
}
