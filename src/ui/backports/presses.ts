import { commands, env, ProgressLocation, window } from 'vscode';
import { shortId } from '../../advisory/model.ts';
import type { GitHub } from '../../github/index.ts';
import { repairBackport } from '../../jobs/backport/repair/index.ts';
import type { Defect, Repair } from '../../process/backports/types.ts';
import { endsAll } from '../advisories/states.ts';
import { during, openOutside, type } from '../decide/ask.ts';
import type { Dashboard } from './dashboard.ts';
import type { Entry } from './entry.ts';
import { heldAlone, heldBy } from './held.ts';
import { withNote, withoutNote, type Notes } from './notes.ts';
import { chosenOf, tasksOf, type Only, type Task } from './tasks.ts';
import { isOnePress } from './weigh.ts';
import { counted } from './words.ts';

/** Something changed since it was shown, or cannot be done now; a sentence for who pressed. */
export class PressError extends Error {
  override readonly name = 'PressError';
  readonly kind = 'backports';
}

export interface PressParts {
  readonly dashboard: Dashboard;
  readonly github: () => Promise<GitHub>;
  readonly remember: (entry: Entry, change: (before: Notes) => Notes) => Promise<void>;
  readonly log: (error: unknown) => void;
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
    const about = found.find(one => one.id === defect);
    const repair = about?.repairs[at];
    if (!about || !repair) throw new PressError('This has changed meanwhile. Look again.');
    return this.#do(entry, branch ?? '', about, repair);
  }

  /** All that one press can do, after the reader has seen what that is. Answers what was done, as words, or null. */
  async repairChosen(only: Only): Promise<string | null> {
    const tasks = this.#tasks(only);
    if (tasks.length === 0) return nothing;
    const chosen = await chosenOf(tasks);
    return chosen === null || chosen.length === 0 ? null : this.#shown(chosen);
  }

  /** All that one press can do: the page has shown it. Answers what was done, as words. */
  async repairAll(): Promise<string> {
    const tasks = this.#tasks({});
    return tasks.length === 0 ? nothing : this.#shown(tasks);
  }

  #tasks(only: Only): Task[] {
    const { entries, stale } = this.#parts.dashboard;
    const held = heldBy(stale);
    if (held !== null) throw new PressError(held);
    return tasksOf(entries, only);
  }

  #shown(tasks: readonly Task[]): Thenable<string> {
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
  async notNeeded(id: string, branch: string): Promise<null> {
    const entry = this.#entry(id);
    const reason = await askReason(`${branch} needs no backport`, 'the flaw came with 3.13');
    if (reason !== null) await this.#parts.remember(entry, withNote('notBackported', branch, reason));
    return null;
  }

  /** It needs one after all. */
  async takeBack(id: string, branch: string): Promise<void> {
    await this.#parts.remember(this.#entry(id), withoutNote('notBackported', branch));
  }

  /** It is to be warned of again. */
  async warnAgain(id: string, defect: string): Promise<void> {
    await this.#parts.remember(this.#entry(id), withoutNote('acceptedBackports', defect));
  }

  /** Asks why a warning of the whole is right so, and keeps that. */
  async #accept(entry: Entry, defect: string): Promise<null> {
    const reason = await askReason(
      `${shortId(entry.advisory.ghsaId)}: it is right so`,
      'both advisories have one fix',
    );
    if (reason !== null) await this.#parts.remember(entry, withNote('acceptedBackports', defect, reason));
    return null;
  }

  async #do(entry: Entry, branch: string, { id: defect }: Defect, repair: Repair): Promise<string | null> {
    if (isOnePress(repair)) {
      const held = heldBy(this.#parts.dashboard.stale) ?? heldAlone(entry);
      if (held !== null) throw new PressError(held);
      const words = `Repairing ${[shortId(entry.advisory.ghsaId), branch].join(' ').trim()}…`;
      return during(words, signal => this.#write({ entry, branch, defect, repair }, signal)).finally(() =>
        this.#again(entry),
      );
    }
    switch (repair.id) {
      case 'backport':
        await commands.executeCommand('ghsa.backportTo', { advisory: entry.advisory, branch: repair.branch });
        return null;
      case 'notNeeded':
        return this.notNeeded(entry.id, repair.branch);
      case 'accept':
        return this.#accept(entry, repair.defect);
      case 'copy':
        await env.clipboard.writeText(repair.text);
        this.#parts.dashboard.tell(entry.id, branch, { words: 'Copied.', ok: true, defect: null });
        return null;
      case 'open':
        await openOutside(repair.url);
        return null;
    }
  }

  /** One after another; what fails is said at its row, and the others go on. GitHub is read again in any case. */
  async #all(tasks: readonly Task[], signal: AbortSignal, began: (task: Task) => void): Promise<string> {
    let done = 0;
    try {
      for (const task of tasks) {
        if (signal.aborted) break;
        began(task);
        if (await this.#try(task, signal)) done++;
      }
    } finally {
      this.#again(...new Set(tasks.map(({ entry }) => entry)));
    }
    const left = tasks.length - done;
    if (left === 0) return `${counted(done, 'repair')} done.`;
    return `${counted(done, 'repair')} done, ${left} not${signal.aborted ? '.' : ': the rows say why.'}`;
  }

  /** @throws what ends all */
  async #try(task: Task, signal: AbortSignal): Promise<boolean> {
    const { entry, branch, defect } = task;
    try {
      await this.#write(task, signal);
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      this.#parts.log(error);
      this.#parts.dashboard.tell(entry.id, branch, { words: sentenceOf(error), ok: false, defect });
      if (endsAll(error)) throw error;
      return false;
    }
  }

  #write({ entry, branch, defect, repair }: Task, signal: AbortSignal): Promise<string> {
    const { facts, advisory } = entry;
    return this.#parts.dashboard.doing(entry.id, branch, defect, async () => {
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

const nothing = 'Nothing that one press can repair.';

/** Asks why something is right as it is; null: nobody said. */
function askReason(title: string, placeHolder: string): Promise<string | null> {
  return type(title, 'Why? The reason is kept on this machine and shown in the overview.', {
    placeHolder,
    problem: text => (text.trim() === '' ? 'Write the reason in a few words.' : null),
  });
}

function sentenceOf(error: unknown): string {
  return error instanceof Error && 'kind' in error
    ? error.message
    : 'This failed inside GHSA Coordinator. The log has the detail.';
}
