import { commands, env, ProgressLocation, window } from 'vscode';
import { shortId } from '../../advisory/model.ts';
import type { GitHub } from '../../github/index.ts';
import { repairBackport } from '../../jobs/backport/repair/index.ts';
import type { Repair } from '../../process/backports/types.ts';
import type { Progress } from '../../process/types.ts';
import { endsAll } from '../advisories/states.ts';
import { during, openOutside, type } from '../decide/ask.ts';
import type { Dashboard } from './dashboard.ts';
import type { Entry } from './entry.ts';
import { onePresses, type OnePress } from './weigh.ts';
import { counted } from './words.ts';

/** Something changed since it was shown, or cannot be done now; a sentence for who pressed. */
export class PressError extends Error {
  override readonly name = 'PressError';
  readonly kind = 'backports';
}

export interface PressParts {
  readonly dashboard: Dashboard;
  readonly github: () => Promise<GitHub>;
  readonly remember: (entry: Entry, change: Pick<Progress, 'notBackported'>) => Promise<void>;
  readonly log: (error: unknown) => void;
}

interface Task {
  readonly entry: Entry;
  /** '' is the whole. */
  readonly branch: string;
  readonly repair: OnePress;
}

/** What is pressed about backports. GitHub is looked at again after each change. */
export class Presses {
  readonly #parts: PressParts;

  constructor(parts: PressParts) {
    this.#parts = parts;
  }

  /** One press against a defect. Answers what was done, as words, or null. */
  async repair(id: string, branch: string | null, defect: string, at: number): Promise<string | null> {
    const entry = this.#entry(id);
    const { rows = [], defects = [] } = entry.board ?? {};
    const found = branch === null ? defects : (rows.find(row => row.branch === branch)?.defects ?? []);
    const repair = found.find(one => one.id === defect)?.repairs[at];
    if (!repair) throw new PressError('This has changed meanwhile. Look again.');
    return this.#do(entry, branch ?? '', repair);
  }

  /** All that one press can do, of one advisory, of one of its branches, or of all. Answers what was done, as words. */
  async repairAll(only: { readonly id?: string; readonly branch?: string } = {}): Promise<string> {
    const { dashboard } = this.#parts;
    const tasks = dashboard.entries
      .filter(({ id }) => only.id === undefined || id === only.id)
      .flatMap(entry =>
        (entry.board === null ? [] : onePresses(entry.board)).map(found => ({ entry, ...found })),
      )
      .filter(({ branch }) => only.branch === undefined || branch === only.branch);
    if (tasks.length === 0) return 'Nothing that one press can repair.';
    const options = {
      location: ProgressLocation.Notification,
      title: 'Repairing backports',
      cancellable: true,
    };
    return window.withProgress(options, (progress, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => stop.abort());
      return this.#all(tasks, stop.signal, ({ entry, branch }) =>
        progress.report({
          message: [shortId(entry.advisory.ghsaId), branch].join(' ').trim(),
          increment: 100 / tasks.length,
        }),
      );
    });
  }

  /** Asks why a branch needs no backport, and keeps that. */
  async notNeeded(id: string, branch: string): Promise<string | null> {
    const entry = this.#entry(id);
    const reason = await type(
      `${branch} needs no backport`,
      'Why? The reason is kept on this machine and shown in the overview.',
      {
        placeHolder: 'the flaw came with 3.13',
        problem: text => (text.trim() === '' ? 'Write the reason in a few words.' : null),
      },
    );
    if (reason === null) return null;
    const all = { ...entry.progress.notBackported, [branch]: reason.trim().slice(0, 200) };
    await this.#parts.remember(entry, { notBackported: all });
    return null;
  }

  /** It needs one after all. */
  async takeBack(id: string, branch: string): Promise<void> {
    const entry = this.#entry(id);
    const { [branch]: _, ...others } = entry.progress.notBackported ?? {};
    await this.#parts.remember(entry, { notBackported: others });
  }

  async #do(entry: Entry, branch: string, repair: Repair): Promise<string | null> {
    switch (repair.id) {
      case 'addLabels':
      case 'correctTitle': {
        const words = `Repairing ${[shortId(entry.advisory.ghsaId), branch].join(' ').trim()}…`;
        return during(words, signal => this.#write({ entry, branch, repair }, signal)).finally(() =>
          this.#again(entry),
        );
      }
      case 'backport':
        await commands.executeCommand('ghsa.backportTo', { advisory: entry.advisory, branch: repair.branch });
        return null;
      case 'notNeeded':
        return this.notNeeded(entry.id, repair.branch);
      case 'copy':
        await env.clipboard.writeText(repair.text);
        this.#parts.dashboard.tell(entry.id, branch, 'Copied.');
        return null;
      case 'open':
        await openOutside(repair.url);
        return null;
    }
  }

  /** One after another; what fails is said at its row, and the others go on. */
  async #all(tasks: readonly Task[], signal: AbortSignal, began: (task: Task) => void): Promise<string> {
    let done = 0;
    for (const task of tasks) {
      if (signal.aborted) break;
      began(task);
      try {
        await this.#write(task, signal);
        done++;
      } catch (error) {
        if (signal.aborted) break;
        this.#parts.log(error);
        if (endsAll(error)) throw error;
        this.#parts.dashboard.tell(task.entry.id, task.branch, sentenceOf(error));
      }
    }
    this.#again(...new Set(tasks.map(({ entry }) => entry)));
    const left = tasks.length - done;
    return `${counted(done, 'repair')} done${left === 0 ? '.' : `, ${left} not: the rows say why.`}`;
  }

  #write({ entry, branch, repair }: Task, signal: AbortSignal): Promise<string | null> {
    const { facts, advisory } = entry;
    return this.#parts.dashboard.doing(entry.id, [branch], async () => {
      if (facts === null) throw new PressError('This was not read yet. Look again.');
      return repairBackport({ github: await this.#parts.github(), advisory }, facts, repair, signal);
    });
  }

  /** Nobody waits for it. */
  #again(...entries: readonly Entry[]): void {
    void this.#parts.dashboard.lookAt(...entries.map(({ id }) => id));
  }

  #entry(id: string): Entry {
    const entry = this.#parts.dashboard.entry(id);
    if (!entry) throw new PressError('This advisory is not here any more. Look again.');
    return entry;
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof Error && 'kind' in error
    ? error.message
    : 'This failed inside GHSA Coordinator. The log has the detail.';
}
