import { window, type Disposable } from 'vscode';
import { shortId, type Advisory } from '../../advisory/model.ts';
import { GitHubError } from '../../github/errors.ts';
import { startFork, type Started } from '../../jobs/fork/start.ts';
import { lookAtFork } from '../../jobs/fork/wait.ts';
import { botDue, mayStartFork, wayOf } from '../../process/index.ts';
import type { Facts } from '../../process/types.ts';
import { askAdmin } from '../../texts/index.ts';
import { realClock } from '../advisories/rhythm.ts';
import { copyFor, during } from '../decide/ask.ts';
import { clockOf } from '../decide/when.ts';
import type { ForkDesk } from './desk.ts';
import { ForkWaits } from './waits.ts';
import { waitWords } from './waitWords.ts';

/** Has private forks made, and waits for them. */
export class ForkStart implements Disposable {
  readonly #desk: ForkDesk;
  readonly waits: ForkWaits;

  constructor(desk: ForkDesk) {
    this.#desk = desk;
    const { model, progress, github, commands } = desk.parts;
    this.waits = new ForkWaits({
      ...{ clock: realClock, github, model, records: progress, words: waitWords(commands) },
      report: error => commands.log(error),
    });
  }

  dispose(): void {
    this.waits.dispose();
  }

  /** `ghsa.startFork`: looks, has it made by whoever may, and waits. */
  async start(row: unknown): Promise<void> {
    const { model } = this.#desk.parts;
    const startable = (advisory: Advisory) => mayStartFork(model.facts(advisory));
    const advisory = await this.#desk.anyAdvisory(row, startable, 'Start Temporary Private Fork');
    if (!advisory) return;
    if (model.state.kind !== 'loaded') await model.refresh();
    const facts = model.facts(advisory);
    const id = shortId(advisory.ghsaId);
    if (facts.role !== 'admin' && facts.role !== 'collaborator') {
      void window.showInformationMessage(`Only collaborators of ${id} work in its private fork.`);
      return;
    }
    const begun = await this.#begun(advisory, facts);
    if (begun === 'refused') await this.#askOthers(advisory, facts);
    else if (begun === 'being-made') await this.waits.begin(advisory, 'us');
    else {
      await this.waits.end(advisory);
      await this.#tellReady(advisory);
    }
  }

  /** `refused`: there is none, and it is not ours to start. */
  async #begun(advisory: Advisory, { role, profile }: Facts): Promise<Started | 'refused'> {
    const { github, model } = this.#desk.parts;
    const connection = await github();
    return during(`Starting the private fork of ${shortId(advisory.ghsaId)}…`, async signal => {
      if (wayOf('fork', role, profile) === null) {
        const { is } = await lookAtFork(connection, advisory, signal);
        return is === 'ready' || is === 'being-made' ? is : 'refused';
      }
      try {
        return await startFork({ github: connection }, advisory, signal);
      } catch (error) {
        if (!(error instanceof GitHubError) || error.kind !== 'forbidden') throw error;
        model.learn(advisory.repo, false);
        return 'refused';
      }
    });
  }

  async #tellReady({ repo, ghsaId }: Advisory): Promise<void> {
    const { github, model, commands } = this.#desk.parts;
    const advisory = await (await github()).advisories.get(repo, ghsaId);
    model.take(advisory);
    waitWords(commands).ready(advisory);
  }

  /** The bot makes it, or an admin; we are told. */
  async #askOthers(advisory: Advisory, { profile, now }: Facts): Promise<void> {
    await this.waits.begin(advisory, 'bot');
    if (!profile.bot?.makesFork) {
      const id = shortId(advisory.ghsaId);
      return copyFor(
        askAdmin('fork', advisory),
        `Only admins may start it. The request for ${id} is on the clipboard. Send it to an admin. You will be told.`,
      );
    }
    const when =
      advisory.state === 'draft'
        ? `at ${clockOf(botDue(null, now, profile.bot).at, now)}`
        : 'when the advisory is accepted';
    void window.showInformationMessage(`The bot makes the fork ${when}. You will be told.`);
  }
}
