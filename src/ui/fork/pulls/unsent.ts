/** What a private pull request is opened with. */
export interface PullWords {
  readonly title: string;
  readonly body: string;
}

/** Words that were typed for the pull request of a branch, until they are sent: in memory only, they are under embargo. */
export class UnsentWords {
  readonly #typed = new Map<string, Partial<PullWords>>();

  /** What is proposed: words that were typed stand in place of those of the commits. */
  over(proposal: PullWords, fork: string, branch: string): PullWords {
    return { ...proposal, ...this.#typed.get(keyOf(fork, branch)) };
  }

  /** What differs from the commits was typed. */
  keep(words: PullWords, proposal: PullWords, fork: string, branch: string): void {
    this.#typed.set(keyOf(fork, branch), {
      ...(words.title === proposal.title ? {} : { title: words.title }),
      ...(words.body === proposal.body ? {} : { body: words.body }),
    });
  }

  sent(fork: string, branch: string): void {
    this.#typed.delete(keyOf(fork, branch));
  }
}

const keyOf = (fork: string, branch: string) => `${fork.toLowerCase()} ${branch}`;
