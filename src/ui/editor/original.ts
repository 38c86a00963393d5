import { createHash } from 'node:crypto';
import type { Advisory } from '../../advisory/model.ts';
import type { AdvisoryComment, GitHub } from '../../github/index.ts';
import { originalComment, originalOf, postOnce, type Original } from '../../jobs/save/index.ts';
import type { JobStore } from '../../jobs/store.ts';
import type { EditorState, SaveQuestion } from './protocol.ts';
import type { SaveAnswer } from './questions.ts';

type Comments = Pick<GitHub['advisories'], 'comments' | 'addComment'>;

/** The comments of an advisory could not be read or written. Says what that means for a save. */
export class CommentError extends Error {
  override readonly name = 'CommentError';
  readonly kind = 'comment';
}

/** Guards the reporter's own words: they are never written over before somebody was asked where they should go. */
export class OriginalReport {
  readonly #store: JobStore;
  readonly #key: string;
  readonly #copy: (text: string) => Promise<void>;
  /** null: not known yet. */
  #found: Original | null = null;
  #mayComment = false;

  /** `key`: under which it is remembered what was written from here. */
  constructor(store: JobStore, key: string, copy: (text: string) => Promise<void>) {
    this.#store = store;
    this.#key = key;
    this.#copy = copy;
  }

  get kind(): EditorState['original'] {
    return this.#found?.kind ?? 'none';
  }

  get text(): string | null {
    return this.#found === null || this.#found.kind === 'none' ? null : this.#found.text;
  }

  /** Looks what stands in the advisory and in its comments, and gives those. @throws CommentError */
  async look(
    advisories: Comments,
    advisory: Advisory,
    login: string,
    signal?: AbortSignal,
  ): Promise<readonly AdvisoryComment[] | null> {
    const comments = await advisories
      .comments(advisory.repo, advisory.ghsaId, signal)
      .catch((cause: unknown) => {
        const words =
          'The comments of this advisory cannot be read, so it is not known whether the report is kept.';
        throw new CommentError(`${words} Nothing was saved.`, { cause });
      });
    this.#mayComment = comments !== null;
    const found = originalOf(advisory, login, comments);
    const ours = found.kind === 'stored' && (await this.#written()).includes(hash(found.text));
    this.#found = ours ? { kind: 'none' } : found;
    return comments;
  }

  /** What has to be asked before this description is written over; null when nothing has. */
  question({ description }: Advisory, login: string, answer: SaveAnswer['original']): SaveQuestion | null {
    if (this.#found?.kind !== 'stored') return null;
    const mayComment = this.#mayComment && originalComment(description, login) !== null;
    if (answer === undefined || (answer === 'comment' && !mayComment))
      return { kind: 'original-report', mayComment };
    return null;
  }

  /** Brings what stands there now to where it was asked to go. False: that was not possible. @throws CommentError */
  async keep(
    advisories: Comments,
    advisory: Advisory,
    login: string,
    how: SaveAnswer['original'],
    signal?: AbortSignal,
  ): Promise<boolean> {
    if (this.#found?.kind !== 'stored') return true;
    const { description } = advisory;
    if (how === 'copy') await this.#copy(description);
    if (how !== 'comment') return true;
    const posted = await postOnce(advisories, advisory, login, originalComment(description, login)!, {
      signal,
    }).catch((cause: unknown) => {
      throw new CommentError('The comment could not be posted, so nothing was saved.', { cause });
    });
    this.#mayComment = posted.kind !== 'no-api';
    if (this.#mayComment) this.#found = { kind: 'posted', text: description };
    return this.#mayComment;
  }

  /** Remembers, before it is sent, that this description is not the reporter's. */
  async writing(description: string): Promise<void> {
    await this.#store.save(
      this.#key,
      [...new Set([...(await this.#written()), hash(description)])].slice(-50),
    );
  }

  /** The description was written over. */
  written(): void {
    if (this.#found?.kind === 'stored') this.#found = { kind: 'none' };
  }

  async #written(): Promise<readonly string[]> {
    const kept = await this.#store.load(this.#key);
    return Array.isArray(kept) ? kept.filter(entry => typeof entry === 'string') : [];
  }
}

function hash(text: string): string {
  return createHash('sha256').update(text.replace(/\r\n?/g, '\n')).digest('hex');
}
