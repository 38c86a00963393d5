import { commands, window } from 'vscode';
import { shortId, type Advisory } from '../../advisory/model.ts';
import { GitHubError } from '../../github/index.ts';
import type { PrivateClone } from '../../jobs/fork/types.ts';
import type { ForkDesk } from './desk.ts';
import { keepOffered, offeredIn } from './offered.ts';
import { isThere } from './open.ts';

/** When an advisory is finished, deleting its clone is offered, once. */
export class Farewell {
  readonly #desk: ForkDesk;
  /** Asked of GitHub in this window: the list of open ones does not tell of a finished one. */
  readonly #asked = new Set<string>();

  constructor(desk: ForkDesk) {
    this.#desk = desk;
  }

  async look(): Promise<void> {
    const { clones, model } = this.#desk.parts;
    const { state } = model;
    if (state.kind !== 'loaded' || !state.settled) return;
    for (const clone of clones.here()) {
      if (this.#offered().includes(clone.path)) continue;
      const known = model.advisories.find(({ ghsaId }) => ghsaId === clone.ghsaId);
      const end = known ? endOf(known) : await this.#ask(clone);
      if (end !== null && (await isThere(clone))) await this.#offer(clone, end);
    }
  }

  async #ask({ repo, ghsaId, path }: PrivateClone): Promise<string | null> {
    if (this.#asked.has(path)) return null;
    this.#asked.add(path);
    try {
      return endOf(await (await this.#desk.parts.github()).advisories.get(repo, ghsaId));
    } catch (error) {
      if (error instanceof GitHubError && error.kind === 'not-found') return 'shown to you no more';
      // Nobody waits for it: the next window asks again.
      this.#desk.parts.commands.log(error);
      return null;
    }
  }

  async #offer(clone: PrivateClone, end: string): Promise<void> {
    if (this.#offered().includes(clone.path)) return;
    const there = this.#desk.parts.clones.list().map(({ path }) => path);
    // Deleted while it was asked about.
    if (!there.includes(clone.path)) return;
    const offered = [...this.#offered().filter(path => there.includes(path)), clone.path];
    await keepOffered(this.#desk.parts.context.globalState, offered);
    void this.#desk.parts.commands.run(async () => {
      const answer = await window.showInformationMessage(
        `${shortId(clone.ghsaId)} is ${end}. Its private clone is still on this machine.`,
        'Delete It',
      );
      if (answer) await commands.executeCommand('ghsa.deleteClone', { kind: 'advisory', advisory: clone });
    });
  }

  #offered(): readonly string[] {
    return offeredIn(this.#desk.parts.context.globalState);
  }
}

/** What became of it; null: it is open. */
const endOf = ({ state }: Advisory) => (state === 'triage' || state === 'draft' ? null : state);
