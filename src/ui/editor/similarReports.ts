import { repoName } from '../../advisory/model.ts';
import { stripTags } from '../../advisory/title.ts';
import { tokenRefused } from '../../github/index.ts';
import { similar, type Reported } from '../../triage/index.ts';
import { Emitter } from '../common/emitter.ts';
import { Candidates, candidatesProblem, ofIssue, type Known } from './candidates.ts';
import type { DiscussionParts } from './discussionParts.ts';
import type { DiscussionState, SimilarRow, SimilarState } from './discussionProtocol.ts';
import { readingProblem } from './patience.ts';

const unread: SimilarState = { kind: 'unread', problem: null, rows: [] };

/** GitHub's own limit for the words of a search. */
const longestSearch = 256;

/** Words that are not sent to GitHub's search, with the reason. */
export class SearchError extends Error {
  override readonly name = 'SearchError';
  readonly kind = 'search';
}

/** Earlier advisories and public issues that may be the same as the report. Compared on this machine. */
export class SimilarReports {
  readonly #parts: DiscussionParts;
  readonly #candidates: Candidates;
  readonly #changed = new Emitter();
  /** By row. */
  readonly #opens = new Map<string, Known['opens']>();
  #similar = unread;
  #wider: DiscussionState['wider'] = null;
  #finding: Promise<void> | null = null;

  readonly onDidChange = this.#changed.event;

  constructor(parts: DiscussionParts) {
    this.#parts = parts;
    this.#candidates = new Candidates(parts);
  }

  get state(): Pick<DiscussionState, 'similar' | 'wider'> {
    return { similar: this.#similar, wider: this.#wider };
  }

  /** What a row opens; null: there is none of that name. */
  opens(id: string): Known['opens'] | null {
    return this.#opens.get(id) ?? null;
  }

  /** Reads what is not known yet and ranks all of it. Never rejects: a failure is a state. */
  find(): Promise<void> {
    return (this.#finding ??= this.#find().finally(() => (this.#finding = null)));
  }

  /**
   * Asks GitHub's search with exactly these words; the last words win. A failure of GitHub is a state.
   *
   * @throws SearchError
   */
  async searchWider(words: string): Promise<void> {
    const typed = words.trim();
    if (typed === '') throw new SearchError('Type the words to search for.');
    if (typed.length > longestSearch)
      throw new SearchError(`GitHub's search takes at most ${longestSearch} characters. Use fewer words.`);
    const { repo, github, patience } = this.#parts;
    const asked = (this.#wider = { words: typed, kind: 'loading', problem: null, rows: [] });
    this.#changed.fire();
    const found = await github()
      .then(({ search }) => search.issues(repoName(repo), typed, AbortSignal.timeout(patience)))
      .then(
        async ({ issues, all }): Promise<SimilarState> => ({
          kind: 'ready',
          problem: all ? null : 'GitHub has more than these. More words find fewer.',
          rows: await this.#inOrder(issues.map(issue => ofIssue(issue, repo))),
        }),
        (error: unknown) => this.#failed(error),
      );
    // Other words were typed meanwhile.
    if (this.#wider !== asked) return;
    this.#wider = { words: typed, ...found };
    this.#changed.fire();
  }

  async #find(): Promise<void> {
    if (this.#similar.kind !== 'ready') this.#set({ ...this.#similar, kind: 'loading' });
    try {
      const { known, errors } = await this.#candidates.read();
      for (const error of errors) await this.#tell(error);
      const problem = candidatesProblem(errors);
      const report = this.#report;
      if (known.length === 0 && problem !== null) return this.#set({ ...unread, kind: 'failed', problem });
      const rows = report
        ? (await similar(report, known)).map(one => this.#row(one.candidate as Known, one))
        : [];
      this.#set({ kind: 'ready', problem, rows });
    } catch (error) {
      this.#set(await this.#failed(error));
    }
  }

  /** The report as it stands on GitHub. */
  get #report(): Reported | null {
    const advisory = this.#parts.advisory();
    if (!advisory) return null;
    const functions = advisory.products.flatMap(product => product.functions);
    return { title: stripTags(advisory.title), description: advisory.description, functions };
  }

  /** As GitHub ranks them, with how like the report each is. */
  async #inOrder(found: readonly Known[]): Promise<SimilarRow[]> {
    const ranked = this.#report ? await similar(this.#report, found, found.length) : [];
    return found.map(one => {
      const like = ranked.find(({ candidate }) => candidate.id === one.id);
      return this.#row(one, like ?? { percent: 0, why: '' });
    });
  }

  #row(known: Known, { percent, why }: Pick<SimilarRow, 'percent' | 'why'>): SimilarRow {
    const { id, kind, label, title, state, opens } = known;
    this.#opens.set(id, opens);
    return { id, kind, label, title, percent, why, state };
  }

  async #failed(error: unknown): Promise<SimilarState> {
    await this.#tell(error);
    return { kind: 'failed', problem: readingProblem(error), rows: [] };
  }

  async #tell(error: unknown): Promise<void> {
    const { log, expired } = this.#parts;
    log(error);
    if (tokenRefused(error)) await expired();
  }

  #set(state: SimilarState): void {
    this.#similar = state;
    this.#changed.fire();
  }
}
