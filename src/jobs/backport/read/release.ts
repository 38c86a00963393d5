import { orHidden, type GitHub } from '../../../github/index.ts';
import { firstHolding, nextRelease, profileOf, sortTags, type Branch } from '../../../project/index.ts';
import type { Round } from './round.ts';

/** Which release holds a merge: by the tags of its branch. */
export class Releases {
  readonly #github: GitHub;
  readonly #repo: string;
  readonly #branches: readonly Branch[];
  readonly #round: Round;

  constructor(github: GitHub, repo: string, branches: readonly Branch[], round: Round) {
    this.#github = github;
    this.#repo = repo;
    this.#branches = branches;
    this.#round = round;
  }

  /** The first release with a commit, or the next one that will have it; null: not known. */
  async of(
    branch: string,
    commit: string,
    signal?: AbortSignal,
  ): Promise<{ readonly name: string; readonly out: boolean } | null> {
    const version = this.#branches.find(entry => entry.branch === branch)?.version;
    if (version === undefined) return null;
    const tags = await this.#tags(version, signal);
    const last = tags.at(-1);
    if (last === undefined) return null;
    const holds = (tag: string) =>
      this.#round.once(`${this.#repo} ${commit} in ${tag}`, () =>
        this.#github.refs.contains(this.#repo, commit, tag, signal),
      );
    const first = await orHidden(firstHolding(tags, holds).then(tag => ({ tag })));
    if (first === null) return null;
    if (first.tag !== null) return { name: first.tag.slice(1), out: true };
    // Whether another alpha follows, a beta or the final one, its schedule alone says.
    const name = unfinished.test(last) ? `after ${last.slice(1)}` : nextRelease(version, tags);
    return { name, out: false };
  }

  /** Branches before their first release whose newest tag is a release candidate. */
  async candidates(signal?: AbortSignal): Promise<string[]> {
    const found: string[] = [];
    if (profileOf(this.#repo).backports?.bots !== true) return found;
    for (const { branch, version, status } of this.#branches) {
      if (status !== 'prerelease') continue;
      if (/rc\d+$/.test((await this.#tags(version, signal)).at(-1) ?? '')) found.push(branch);
    }
    return found;
  }

  async #tags(version: string, signal: AbortSignal | undefined): Promise<string[]> {
    const named = await this.#round.once(`${this.#repo} tags of ${version}`, () =>
      orHidden(this.#github.refs.tagsOf(this.#repo, `v${version}.`, signal)),
    );
    return sortTags(named ?? []);
  }
}

const unfinished = /\d(?:a|b|rc)\d+$/;
