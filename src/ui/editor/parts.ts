import type { Advisory, RepoRef } from '../../advisory/model.ts';
import type { GitHub } from '../../github/index.ts';
import type { JobStore } from '../../jobs/store.ts';
import type { DiscussionGitHub } from './discussionParts.ts';
import type { EditorState } from './protocol.ts';

/** What the advisory page's model stands on. */
export interface EditorParts {
  readonly repo: RepoRef;
  readonly ghsaId: string;
  /** What the tree knows already: shown at once, read anew at once. */
  readonly known: { readonly advisory: Advisory; readonly login: string } | null;
  readonly github: () => Promise<Pick<GitHub, 'advisories'> & DiscussionGitHub>;
  /** Advisories that this window has read, of whichever repository. */
  readonly others: () => readonly Advisory[];
  /** Drafts, and what was written from here. */
  readonly store: JobStore;
  /** By which the store knows this advisory. */
  readonly key: string;
  /** A page of the same advisory that is still being put away. */
  readonly before?: Promise<void>;
  readonly sandbox: boolean;
  readonly draftsKept: () => boolean;
  readonly settings: () => EditorState['settings'];
  readonly copy: (text: string) => Promise<void>;
  /** Told of every newer version that GitHub gave. */
  readonly read: (advisory: Advisory) => void;
  /** GitHub did not accept the token. */
  readonly expired: () => Promise<void>;
  readonly log: (error: unknown) => void;
  readonly now?: () => Date;
  /** Milliseconds after which GitHub counts as silent. */
  readonly patience?: number;
}
