import { commands, window } from 'vscode';
import type { Advisory } from '../../advisory/model.ts';
import type { ActionId } from '../../process/types.ts';
import { chooseAdvisory } from '../advisories/choose.ts';
import { advisoryOf } from '../advisories/rows.ts';
import { withoutLinks } from '../common/othersWords.ts';
import { AdvisoryDocuments } from '../editor/documents.ts';
import { somethingLeaked } from '../leaked/show.ts';
import { findLinks } from '../links/find.ts';
import { shareLinks } from '../links/share.ts';
import { publish, requestCve } from '../publish/commands.ts';
import { ReportDocuments } from '../reports/documents.ts';
import { accept } from './accept.ts';
import { Case } from './case.ts';
import { close } from './close.ts';
import type { Proposal } from './comment.ts';
import { addCollaborators } from './collaborators.ts';
import { askCredit, recordCredit } from './credit.ts';
import { setCveId } from './cve.ts';
import { fixInPublic } from './fixInPublic.ts';
import { fits, problemOf, sameAdvisory, type Decision } from './fits.ts';
import { handOver } from './handOver.ts';
import { showMistake } from './mistake.ts';
import { newAdvisory } from './newAdvisory.ts';
import type { DeskParts } from './parts.ts';
import { whoCanSee } from './readers.ts';
import { reject } from './reject.ts';
import { reopen } from './reopen.ts';
import { handleAsSigning, signing } from './signing.ts';
import { doAction, doStep } from './step.ts';
import { volunteer } from './volunteer.ts';
import { withdraw } from './withdraw.ts';

const decisions: Readonly<Record<Decision, (at: Case, reply?: Proposal, row?: unknown) => Promise<void>>> = {
  volunteer,
  handOver,
  accept,
  reject,
  reopen,
  close,
  withdrawRequest: withdraw,
  setCveId,
  askCredit,
  recordCredit,
  addCollaborators,
  handleAsSigning,
  signing,
  fixInPublic,
  publish,
  requestCve,
  shareLinks,
  findLinks,
};

/** These ask nothing where they know of which advisory. */
const writesAtOnce: readonly Decision[] = ['volunteer', 'withdrawRequest'];

/** Nothing is known of any advisory. */
class DeskError extends Error {
  override readonly name = 'DeskError';
  readonly kind = 'not-loaded';
}

/** Where the commands of the process are done. Role and state are looked at again for each. */
export class Desk {
  readonly #parts: DeskParts;
  readonly #documents = new AdvisoryDocuments('ghsa-advice');
  #leaks: ReportDocuments | undefined;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  dispose(): void {
    this.#documents.dispose();
    this.#leaks?.dispose();
  }

  /** `reply`: to be proposed to the reporter, by those decisions that propose one. Gives the comment that was posted. */
  async decide(decision: Decision, row: unknown, reply?: Proposal): Promise<string | null> {
    const { model } = this.#parts;
    await this.#ready();
    const front = row === undefined ? await this.#front() : null;
    // VS Code may lose the row of a press: what would write without a question asks which one is meant.
    const named = this.#of(row) ?? (writesAtOnce.includes(decision) ? null : front);
    if (!named && decision === 'reopen' && !model.advisories.some(({ state }) => state === 'closed')) {
      void this.#parts.commands.run(() => this.#offerFinished());
      return null;
    }
    const advisory =
      named ?? (await chooseAdvisory(model, one => fits(decision, model.facts(one)), { first: front }));
    if (!advisory) return null;
    const problem = problemOf(decision, model.facts(advisory));
    const at = new Case(this.#parts, advisory);
    if (problem === null) await decisions[decision](at, reply, row);
    else void window.showInformationMessage(withoutLinks(problem));
    return at.posted;
  }

  async whoCanSee(row: unknown): Promise<void> {
    const advisory = await this.#any(row);
    if (advisory) await whoCanSee(new Case(this.#parts, advisory));
  }

  async somethingLeaked(row: unknown): Promise<void> {
    const advisory = await this.#any(row);
    if (!advisory) return;
    this.#leaks ??= new ReportDocuments('ghsa-leaked');
    await somethingLeaked(new Case(this.#parts, advisory), this.#leaks);
  }

  async doStep(row: unknown, action?: unknown): Promise<void> {
    await this.#ready();
    const advisory = this.#pressed(row);
    if (advisory) await doStep(new Case(this.#parts, advisory), row, action);
  }

  /** An action whose command says which one it is. */
  async doAction(row: unknown, action: ActionId): Promise<void> {
    await this.#ready();
    const advisory = this.#pressed(row);
    if (advisory) await doAction(new Case(this.#parts, advisory), action);
  }

  async showMistake(row: unknown): Promise<void> {
    await this.#ready();
    const advisory = this.#pressed(row);
    if (advisory) await showMistake(new Case(this.#parts, advisory), row, this.#documents);
  }

  newAdvisory(): Promise<void> {
    return newAdvisory(this.#parts);
  }

  /** Of the row, of the page in front, or the one that is chosen. */
  async #any(row: unknown): Promise<Advisory | null> {
    await this.#ready();
    const named = this.#of(row) ?? (row === undefined ? await this.#front() : null);
    return named ?? (await chooseAdvisory(this.#parts.model, () => true)) ?? null;
  }

  /** Closed ones are read only when somebody wants to see them. */
  async #offerFinished(): Promise<void> {
    const show = 'Show Finished';
    const answer = await window.showInformationMessage('Closed advisories are not loaded yet.', show);
    if (answer === show) await commands.executeCommand('ghsa.filter', 'finished');
  }

  /** A page may have come from a link, before the list was ever looked at. */
  async #ready(): Promise<void> {
    const { model } = this.#parts;
    if (model.state.kind !== 'loaded') await model.refresh();
    const { state } = model;
    if (state.kind === 'loaded') return;
    if (state.kind === 'failed') throw new DeskError(state.failure.message);
    throw new DeskError(
      state.kind === 'no-repositories' ? 'Choose repositories first.' : 'Sign in to GitHub first.',
    );
  }

  /** The advisory of a row, as it was read last. */
  #of(row: unknown): Advisory | null {
    return this.#newest(advisoryOf(row));
  }

  /** The same, of a command that no palette offers: without a row its press has lost it. */
  #pressed(row: unknown): Advisory | null {
    const advisory = this.#of(row);
    if (!advisory) void window.showInformationMessage('The row was drawn anew. Press again.');
    return advisory;
  }

  /** The advisory of the page in front. */
  async #front(): Promise<Advisory | null> {
    return this.#newest((await this.#parts.editors()).active);
  }

  #newest(found: Advisory | null): Advisory | null {
    return found && (this.#parts.model.advisories.find(known => sameAdvisory(known, found)) ?? found);
  }
}
