import type { Advisory, RepoRef } from '../../advisory/model.ts';
import type { GitHub } from '../../github/index.ts';

/** What a decision needs of GitHub. */
export interface DecideGitHub {
  readonly advisories: Pick<GitHub['advisories'], 'get' | 'update' | 'setState'>;
  readonly users: Pick<GitHub['users'], 'get'>;
}

export interface DecideParts {
  readonly github: DecideGitHub;
  readonly repo: RepoRef;
  readonly ghsaId: string;
  /** Who is signed in. */
  readonly login: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * What became of a decision, with the advisory as GitHub has it now. A `note` is one or two sentences of ours about
 * something that came along; it carries no title.
 */
export type Outcome =
  /** The effect was made. `undo` is null where it cannot be taken back. */
  | Found<'done', { readonly undo: Undo | null; readonly note?: string }>
  /** It was so already; nothing was sent. */
  | Found<'there', { readonly note?: string }>
  /**
   * The tag (without brackets) is in the title, and the bot will act on it. It may have been there already: then nothing
   * was `sent`, and what others asked for is not ours to undo.
   */
  | Found<
      'asked',
      {
        readonly tag: string;
        readonly sent: boolean;
        readonly undo: Undo | null;
        readonly note?: string;
      }
    >
  /** GitHub lets only admins do this; nothing was changed. */
  | Found<'forbidden'>
  /** Somebody changed it between look and act (`at`: ISO 8601, when it was changed last); nothing was sent. */
  | Found<'changed', { readonly at: string }>
  /** GitHub refuses it here, and says why: it may work on its page. */
  | Found<'browser', { readonly message: string }>;

type Found<Kind extends string, More = unknown> = {
  readonly kind: Kind;
  readonly advisory: Advisory;
} & More;

/** Takes an effect back. Looks first too, and takes back only what is still as we left it. */
export type Undo = (signal?: AbortSignal) => Promise<Outcome>;
