import { repoName, shortId, type Advisory, type AdvisoryState, type RepoRef } from '../../advisory/model.ts';
import { stripTags } from '../../advisory/title.ts';
import type { Issue } from '../../github/index.ts';
import { profileOf } from '../../project/index.ts';
import type { Candidate } from '../../triage/index.ts';
import { rowId } from '../advisories/model.ts';
import type { DiscussionGitHub, DiscussionParts } from './discussionParts.ts';
import { allOf, readingProblem } from './patience.ts';

/** What a report may be the same as, with what its row opens. */
export interface Known extends Candidate {
  readonly opens: { readonly advisory: Advisory } | { readonly url: string };
}

/** Characters of each text that are compared: behind them there are logs, and thousands of issues are read. */
const mostText = 4_000;

const states: readonly AdvisoryState[] = ['triage', 'draft', 'closed', 'published'];

/**
 * Everything that a report of one repository is compared with: its advisories in every state, those of others that this
 * window has read, and its public security issues. Read once and kept in memory; what failed is read again the next
 * time.
 */
export class Candidates {
  readonly #parts: DiscussionParts;
  readonly #advisories = new Map<AdvisoryState, readonly Advisory[]>();
  #issues: readonly Issue[] | null = null;

  constructor(parts: DiscussionParts) {
    this.#parts = parts;
  }

  /** All that could be read; `errors`: why the rest could not. */
  async read(): Promise<{ readonly known: readonly Known[]; readonly errors: readonly unknown[] }> {
    const { repo, github, patience } = this.#parts;
    const connection = await github();
    const errors: unknown[] = [];
    for (const state of states.filter(one => !this.#advisories.has(one)))
      await this.#listed(connection, state).then(
        list => this.#advisories.set(state, list),
        (error: unknown) => errors.push(error),
      );
    const [label] = profileOf(repoName(repo)).issueLabels;
    if (this.#issues === null && label !== undefined)
      await allOf(signal => connection.issues.labelled(repoName(repo), label, signal), patience).then(
        list => (this.#issues = list),
        (error: unknown) => errors.push(error),
      );
    return { known: this.#all(), errors };
  }

  async #listed({ advisories }: DiscussionGitHub, state: AdvisoryState): Promise<Advisory[]> {
    const { repo, patience } = this.#parts;
    async function* pages(signal: AbortSignal) {
      for await (const page of advisories.pages(repo, state, { signal })) yield page.advisories;
    }
    return allOf(pages, patience);
  }

  /** Each advisory once, as it was read last, and never the report itself. */
  #all(): Known[] {
    const { repo, ghsaId, others } = this.#parts;
    const newest = new Map<string, Advisory>();
    for (const advisory of [...[...this.#advisories.values()].flat(), ...others()]) {
      const known = newest.get(rowId(advisory));
      if (!known || known.updatedAt <= advisory.updatedAt) newest.set(rowId(advisory), advisory);
    }
    newest.delete(rowId({ repo, ghsaId }));
    const issues = (this.#issues ?? []).filter(({ isPull }) => !isPull);
    return [...[...newest.values()].map(ofAdvisory), ...issues.map(issue => ofIssue(issue, repo))];
  }
}

function ofAdvisory(advisory: Advisory): Known {
  const { ghsaId, title, description, products, state } = advisory;
  return {
    id: rowId(advisory),
    kind: 'advisory',
    label: `GHSA ${shortId(ghsaId)}`,
    title: stripTags(title),
    text: description.slice(0, mostText),
    functions: products.flatMap(({ functions }) => functions),
    state,
    opens: { advisory },
  };
}

/** An issue or a pull request, as the project calls it. */
export function ofIssue({ number, title, body, isOpen, htmlUrl }: Issue, repo: RepoRef): Known {
  return {
    id: `${repoName(repo)}#${number}`,
    kind: 'issue',
    label: profileOf(repoName(repo)).publicNumber(number),
    title,
    text: body.slice(0, mostText),
    functions: [],
    state: isOpen ? 'open' : 'closed',
    opens: { url: htmlUrl },
  };
}

/** One sentence of several reasons: what could not be read is not compared. */
export function candidatesProblem(errors: readonly unknown[]): string | null {
  if (errors.length === 0) return null;
  const reasons = [...new Set(errors.map(readingProblem))];
  return `Not everything could be compared. ${reasons.join(' ')}`;
}
