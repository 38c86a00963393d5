import { git } from '../../../src/sandbox/gitdir.ts';
import type { Sandbox } from '../../../src/sandbox/index.ts';
import type { Issue } from '../../../src/sandbox/model.ts';
import { addIssue } from '../../../src/sandbox/routes/issues.ts';
import { writeHistory } from '../../../src/sandbox/seed/history.ts';
import { addCommit, own, upstream } from '../../unit/port/rewind.ts';
import type { World } from '../scenario.ts';

const coordinator = 'octo-coordinator';
const triager = 'oregano-core';
const label = 'sprint';
const comment = 'Looked at in the sprint.';
const renamed = (title: string) => `${title}, seen in the sprint`;

/** An issue or a pull request of the coordinator's, as it was when others came to it. */
interface Touched {
  readonly issue: Issue;
  readonly title: string;
  /** Where the pull request stood, and their commit on top of it. */
  readonly head: { readonly was: string; readonly theirs: string } | null;
}

/**
 * The same world with others in it, who go on with what the job left in public before its next press; a branch that is
 * named moves on, too. What they did may not be lost, and changes nothing of what the job has to do.
 */
export function withOthers(world: World, branch?: string): World {
  const others = new Others(world.sandbox);
  return {
    ...world,
    async rewind() {
      others.forget();
      await world.rewind();
    },
    async others() {
      await others.come();
      if (branch !== undefined) await others.mergeInto(branch);
    },
    async verdict() {
      const lost = await others.takeBack();
      const verdict = await world.verdict();
      return { ...verdict, lost: [...lost, ...verdict.lost] };
    },
  };
}

class Others {
  readonly #sandbox: Sandbox;
  #touched: Touched[] = [];
  /** What the coordinator opened by hand, and how it was then. */
  #unrelated: { readonly issue: Issue; readonly was: string } | null = null;

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
  }

  /** A new beginning, where nobody has done anything. */
  forget(): void {
    this.#touched = [];
    this.#unrelated = null;
  }

  /**
   * A triager renames, labels and comments what the job opened so far; a core developer puts a commit on its pull
   * request; and the coordinator opens something else by hand.
   */
  async come(): Promise<void> {
    const { store } = this.#sandbox;
    const repo = store.repo(upstream)!;
    const ours = [...repo.issues.values()].filter(({ author }) => author === coordinator);
    for (const issue of ours) {
      const { title, pull } = issue;
      const head = pull && {
        was: pull.headSha,
        theirs: await addCommit({ sandbox: this.#sandbox }, issue),
      };
      this.#touched.push({ issue, title, head });
      const at = store.stamp();
      issue.title = renamed(title);
      issue.labels.push(label);
      issue.comments.push({ id: store.id(), author: triager, body: comment, createdAt: at, updatedAt: at });
      issue.updatedAt = at;
    }
    const [title, body] = ['Toast falls on its buttered side', 'It should not.'];
    const issue = addIssue({ store }, repo, { title, body, author: coordinator, pull: null });
    this.#unrelated = { issue, was: JSON.stringify(issue) };
  }

  /** Somebody's fix of something else is merged into a public branch. */
  async mergeInto(branch: string): Promise<void> {
    const [from, message] = [`refs/heads/${branch}^0`, `Butter on ${branch}`];
    const files = { 'Lib/butter.py': 'salted\n' };
    await writeHistory(this.#sandbox.dir(upstream), [{ branch, from, message, files }]);
  }

  /** Says what of theirs is gone, a sentence each, and takes the rest back: what is left is the job's own. */
  async takeBack(): Promise<string[]> {
    const lost: string[] = [];
    const want = (what: string, { number }: Issue, there: boolean) => {
      if (!there) lost.push(`gh-${number}: ${what} is gone.`);
    };
    for (const { issue, title, head } of this.#touched) {
      want("the triager's title", issue, issue.title === renamed(title));
      want("the triager's label", issue, issue.labels.includes(label));
      want(
        "the triager's comment",
        issue,
        issue.comments.some(({ author }) => author === triager),
      );
      issue.title = title;
      issue.labels = issue.labels.filter(name => name !== label);
      if (head) want("a core developer's commit", issue, await this.#lower(issue, head));
    }
    if (this.#unrelated) {
      const { issue, was } = this.#unrelated;
      if (JSON.stringify(issue) !== was) lost.push(`gh-${issue.number}, of something else, was changed.`);
      this.#sandbox.store.repo(upstream)!.issues.delete(issue.number);
    }
    this.forget();
    return lost;
  }

  /** Puts a pull request back to before their commit; false: it was not there any more. */
  async #lower({ pull }: Issue, { was, theirs }: NonNullable<Touched['head']>): Promise<boolean> {
    const fork = this.#sandbox.dir(own);
    const ref = `refs/heads/${pull!.headRef}`;
    const stands = await git(fork, ['rev-parse', '--verify', '-q', ref]).catch(() => null);
    if (stands !== theirs || pull!.headSha !== theirs) return false;
    await git(fork, ['update-ref', ref, was]);
    Object.assign(pull!, { headSha: was });
    return true;
  }
}
