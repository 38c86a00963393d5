import { orHidden, type GitHub } from '../../../github/index.ts';
import { firstHolding, nextRelease, sortTags } from '../../../project/cpython/tags.ts';
import type { Branch } from '../../../project/index.ts';

/** Which release holds a merge: by the tags of its branch. */
export class Releases {
  readonly #github: GitHub;
  readonly #repo: string;
  readonly #branches: readonly Branch[];

  constructor(github: GitHub, repo: string, branches: readonly Branch[]) {
    this.#github = github;
    this.#repo = repo;
    this.#branches = branches;
  }

  /** The first release with a commit, or the next one that will have it; null: not known. */
  async of(
    branch: string,
    commit: string,
    signal?: AbortSignal,
  ): Promise<{ readonly name: string; readonly out: boolean } | null> {
    const version = this.#branches.find(entry => entry.branch === branch)?.version;
    if (version === undefined) return null;
    const named = await orHidden(this.#github.refs.tagsOf(this.#repo, `v${version}.`, signal));
    if (named === null) return null;
    const tags = sortTags(named);
    if (tags.length === 0) return null;
    const holds = (tag: string) => this.#github.refs.contains(this.#repo, commit, tag, signal);
    const first = await orHidden(firstHolding(tags, holds).then(tag => ({ tag })));
    if (first === null) return null;
    if (first.tag !== null) return { name: first.tag.slice(1), out: true };
    return { name: nextRelease(version, tags), out: false };
  }
}
