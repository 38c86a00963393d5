import { tokenRefused, type AdvisoryComment } from '../../github/index.ts';
import { plainComment, postOnce } from '../../jobs/save/index.ts';
import { reporterOf } from '../../process/index.ts';
import { Audience } from '../advisories/audience.ts';
import { Emitter } from '../common/emitter.ts';
import type { DiscussionParts } from './discussionParts.ts';
import type { AlreadySaid, DiscussionState } from './discussionProtocol.ts';
import { CommentError } from './original.ts';
import { readingProblem } from './patience.ts';
import { SimilarReports } from './similarReports.ts';
import { mailed, shown } from './speakers.ts';

const noApi = 'Comments cannot be written from here. Copy the text and open the advisory on GitHub.';

/** The discussion of one advisory: its comments, who is mailed by the next one, and what the report may be the same as. */
export class DiscussionModel {
  readonly #parts: DiscussionParts;
  readonly #audience: Audience;
  readonly #changed = new Emitter();
  #kind: DiscussionState['kind'] = 'unread';
  #problem: string | null = null;
  #comments: readonly AdvisoryComment[] = [];
  /** By comment that was sent and not answered yet, or never: ids of those that said the same before. */
  readonly #sent = new Map<string, ReadonlySet<number>>();
  /** By comment that was held back: ids of those that say the same. */
  readonly #asked = new Map<string, ReadonlySet<number>>();
  #working: Promise<void> = Promise.resolve();
  readonly similar: SimilarReports;

  readonly onDidChange = this.#changed.event;

  constructor(parts: DiscussionParts) {
    const fire = () => this.#changed.fire();
    this.#parts = parts;
    this.#audience = new Audience(parts.log, fire);
    this.similar = new SimilarReports(parts);
    this.similar.onDidChange(fire);
  }

  get state(): DiscussionState {
    const advisory = this.#parts.advisory();
    const readers = advisory ? this.#audience.of(advisory) : { people: [], unknown: [] };
    const reporter = advisory && reporterOf(advisory);
    return {
      kind: this.#kind,
      problem: this.#problem,
      comments: this.#comments.map(comment => shown(comment, advisory, readers)),
      ...mailed(readers, reporter),
      reporter,
      ...this.similar.state,
    };
  }

  /** Reads the comments anew, then who is mailed. Never rejects: a failure is a state. */
  read(): Promise<void> {
    // A reading that began before a comment was posted would not have it.
    return (this.#working = this.#working.then(() => this.#read()));
  }

  /** Resolves when nothing is being read. */
  settled(): Promise<void> {
    return this.#working;
  }

  /** Another part of ours has read the comments. null: this GitHub has no such API. */
  take(comments: readonly AdvisoryComment[] | null): void {
    this.#comments = [...(comments ?? [])].sort(byTime);
    this.#set(comments === null ? 'no-api' : 'ready');
  }

  /**
   * Writes into the discussion, once however often a try that failed is repeated. Whoever read it sees it there then.
   * null: it is posted. Otherwise nothing was sent: the same of ours is there of an earlier day. `again`: posted beside
   * that all the same.
   *
   * @throws CommentError, GitHubError
   */
  async post(body: string, login: string, again = false): Promise<AlreadySaid | null> {
    const { repo, ghsaId, github, patience } = this.#parts;
    const { advisories } = await github();
    const signal = AbortSignal.timeout(patience);
    const key = `${login.toLowerCase()}\n${plainComment(body)}`;
    // What was sent and whose answer was lost is looked for among the others than these.
    const tried = this.#sent.get(key);
    const beside = tried ?? (again ? this.#asked.get(key) : undefined) ?? new Set<number>();
    const sends = {
      comments: advisories.comments.bind(advisories),
      addComment: (...given: Parameters<typeof advisories.addComment>) => {
        this.#sent.set(key, beside);
        return advisories.addComment(...given);
      },
    };
    const posted = await postOnce(sends, { repo, ghsaId }, login, body, { signal, beside });
    if (posted.kind === 'no-api') throw new CommentError(noApi);
    this.#sent.delete(key);
    void this.read();
    if (posted.kind === 'posted' || tried) return null;
    this.#asked.set(key, new Set(posted.same.map(({ id }) => id)));
    return { there: [...posted.same].sort(byTime).at(-1)!.createdAt };
  }

  async #read(): Promise<void> {
    const { repo, ghsaId, github, patience, advisory, log, expired, now } = this.#parts;
    this.#set('loading');
    try {
      const connection = await github();
      this.take(await connection.advisories.comments(repo, ghsaId, AbortSignal.timeout(patience)));
      const known = advisory();
      // Comments can do without; who could not be read is named as not known.
      if (known)
        await this.#audience.readTeams(connection, [known], now(), AbortSignal.timeout(patience)).catch(log);
      this.#changed.fire();
    } catch (error) {
      log(error);
      if (tokenRefused(error)) await expired();
      this.#set('failed', readingProblem(error));
    }
  }

  #set(kind: DiscussionState['kind'], problem: string | null = null): void {
    this.#kind = kind;
    this.#problem = problem;
    this.#changed.fire();
  }
}

function byTime(a: AdvisoryComment, b: AdvisoryComment): number {
  if (a.createdAt === b.createdAt) return a.id - b.id;
  return a.createdAt < b.createdAt ? -1 : 1;
}
