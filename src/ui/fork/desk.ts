import { commands, window, type Disposable } from 'vscode';
import { shortId, type Advisory } from '../../advisory/model.ts';
import type { ForkTools, PrivateClone } from '../../jobs/fork/types.ts';
import { chooseAdvisory } from '../advisories/choose.ts';
import { advisoryOf } from '../advisories/rows.ts';
import { settings } from '../common/settings.ts';
import { GitTools } from '../git/gitTools.ts';
import { isThere } from './open.ts';
import type { PrivateClones } from './clones.ts';
import type { ForkParts } from './parts.ts';
import { renewed } from './renew.ts';

/** What every command of private forks needs: its tools, and what it was called on. */
export class ForkDesk implements Disposable {
  readonly parts: ForkParts;
  readonly #git: GitTools;

  constructor(parts: ForkParts) {
    this.parts = parts;
    this.#git = new GitTools(parts.context, parts.session);
  }

  /** For the GitHub that the settings name now. */
  async tools(): Promise<ForkTools> {
    const github = await this.parts.github();
    const { git, gitUrl } = await this.#git.make(github);
    return { github, git, gitUrl, protocol: settings.gitProtocol(), now: () => new Date() };
  }

  /** The advisory of the row; else of a clone that this window holds; else one that is asked for. */
  async advisory(
    row: unknown,
    which: (advisory: Advisory) => boolean,
    title: string,
  ): Promise<Advisory | null> {
    const given = advisoryOf(row);
    if (given) return given;
    const clones = this.parts.clones.inWindow();
    if (clones.length === 0) return chooseAdvisory(this.parts.model, which, { title });
    const clone = await this.#mean(clones, title);
    return clone && this.advisoryOf(clone);
  }

  /** The advisory of the row, else one that is asked for, also where this window holds another one's clone. */
  async anyAdvisory(
    row: unknown,
    which: (advisory: Advisory) => boolean,
    title: string,
  ): Promise<Advisory | null> {
    const { clones, model } = this.parts;
    const given = advisoryOf(row);
    if (given) return given;
    const here = inFront(clones) ?? clones.ofWindow();
    // What is loaded for the question: the one of this window stands first there.
    if (here && model.state.kind !== 'loaded') await model.refresh();
    const first = here && model.advisories.find(({ ghsaId }) => ghsaId === here.ghsaId);
    return chooseAdvisory(model, which, { title, first: first ?? null });
  }

  /** As the tree has it, else as GitHub has it now: the window of a clone need not show the tree. */
  async advisoryOf({ repo, ghsaId }: Pick<PrivateClone, 'repo' | 'ghsaId'>): Promise<Advisory> {
    const known = this.parts.model.advisories.find(advisory => advisory.ghsaId === ghsaId);
    return known ?? (await (await this.parts.github()).advisories.get(repo, ghsaId));
  }

  /**
   * The private clone of the row's advisory; else the one that this window holds, of several that of the file in front;
   * else one that is asked for. Null where there is none: `ghsa.cloneFork` makes one.
   */
  async clone(row: unknown, title: string): Promise<PrivateClone | null> {
    const { clones } = this.parts;
    const given = advisoryOf(row);
    const held = clones.inWindow();
    const found = given ? clones.of(given) : await this.#mean(held.length > 0 ? held : clones.here(), title);
    return found && renewed(this, found);
  }

  /** The same, for what works in a clone only: where there is none, making it is offered. */
  async needed(row: unknown, title: string): Promise<PrivateClone | null> {
    const { clones } = this.parts;
    const clone = await this.clone(row, title);
    if (clone && (await isThere(clone))) return clone;
    const given = advisoryOf(row);
    // One of several was not chosen.
    if (clone === null && given === null && clones.here().length > 0) return null;
    const id = clone ?? given;
    void this.parts.commands.run(async () => {
      const words = id
        ? `${shortId(id.ghsaId)} has no private clone on this machine.`
        : 'There is no private clone on this machine.';
      const answer = await window.showInformationMessage(words, 'Clone');
      if (answer)
        await commands.executeCommand(
          'ghsa.cloneFork',
          given ? { kind: 'advisory', advisory: given } : undefined,
        );
    });
    return null;
  }

  /** Of several: that of the file in front, else the one that is chosen. */
  async #mean(known: readonly PrivateClone[], title: string): Promise<PrivateClone | null> {
    if (known.length <= 1) return known[0] ?? null;
    const front = inFront(this.parts.clones);
    const meant = known.find(({ path }) => path === front?.path);
    if (meant) return meant;
    const picked = await window.showQuickPick(
      known.map(clone => ({ label: shortId(clone.ghsaId), description: clone.fork, clone })),
      { title, placeHolder: 'Which private clone?' },
    );
    return picked?.clone ?? null;
  }

  dispose(): void {
    this.#git.dispose();
  }
}

/** The clone that the file in front lies in. */
function inFront(clones: PrivateClones): PrivateClone | null {
  const uri = window.activeTextEditor?.document.uri;
  return uri?.scheme === 'file' ? clones.at(uri.fsPath) : null;
}
