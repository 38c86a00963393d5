import { commands, window, workspace } from 'vscode';
import { shortId, type Advisory } from '../../../advisory/model.ts';
import {
  commentOf,
  evidenceOf,
  notStarted,
  shown,
  testedIn,
  type TestRun,
} from '../../../jobs/fork/tests/index.ts';
import type { PrivateClone } from '../../../jobs/fork/types.ts';
import type { ForkDesk } from '../desk.ts';
import { openClone } from '../open.ts';
import type { Agreements } from './agreed.ts';
import { commandFor, ownCommand } from './command.ts';
import type { RunTask } from './task.ts';
import { real } from '../../common/real.ts';

const title = 'Run Tests for This Fix';

/** `ghsa.runTests`: private forks run no checks, so the tests run in the clone, and what came of them is kept. */
export class FixTests {
  readonly #desk: ForkDesk;
  readonly #agreements: Agreements;
  readonly #task: RunTask;
  /** Folders in which tests run now. */
  readonly #running = new Set<string>();

  constructor(desk: ForkDesk, agreements: Agreements, task: RunTask) {
    this.#desk = desk;
    this.#agreements = agreements;
    this.#task = task;
  }

  async run(row: unknown): Promise<void> {
    const clone = await this.#desk.needed(row, title);
    if (!clone) return;
    const folder = folderHere(clone);
    if (folder === null) return this.#elsewhere(clone);
    if (this.#runs(clone, folder)) return;
    await this.#agreements.sweep(this.#desk.parts.clones.list().map(({ path }) => path));
    const tools = await this.#desk.tools();
    // Its question may lie unseen among the notifications: pressed again, it is asked again.
    const command = await commandFor(tools, clone, folder, this.#agreements);
    if (command === null || this.#runs(clone, folder)) return;
    this.#running.add(folder);
    try {
      await this.#runIn(clone, folder, command);
    } finally {
      this.#running.delete(folder);
    }
  }

  /** Says so where they do. */
  #runs(clone: PrivateClone, folder: string): boolean {
    if (!this.#running.has(folder)) return false;
    void window.showInformationMessage(`The tests of ${shortId(clone.ghsaId)} run already, in the terminal.`);
    return true;
  }

  async #runIn(clone: PrivateClone, folder: string, command: string): Promise<void> {
    const id = shortId(clone.ghsaId);
    const { git, now } = await this.#desk.tools();
    const before = await testedIn(git, folder);
    const exitCode = shown(await this.#task({ name: `Tests of ${id}`, command, folder }));
    if (exitCode === null) {
      void window.showInformationMessage(`${id}: the tests were stopped. They show nothing.`);
      return;
    }
    if (notStarted(exitCode)) {
      void this.#desk.parts.commands.run(() => this.#notStarted(clone, command));
      return;
    }
    const after = await testedIn(git, folder);
    if (after.commit !== before.commit) {
      void window.showWarningMessage(
        `${id}: another commit was checked out while the tests ran. They show nothing; run them again.`,
      );
      return;
    }
    const run: TestRun = {
      ...{ commit: before.commit, changed: before.changed || after.changed },
      ...{ command, exitCode, at: now().toISOString() },
    };
    await this.#desk.parts.progress.update(clone, { tests: evidenceOf(run) });
    void this.#desk.parts.commands.run(() => this.#tell(clone, run));
  }

  /** A fresh clone is not built. Nothing is kept. */
  async #notStarted(clone: PrivateClone, command: string): Promise<void> {
    const change = 'Change Command…';
    const text =
      `${shortId(clone.ghsaId)}: the command of the tests could not be started. ` +
      'Build first (in CPython: `./configure && make`), or change it.';
    if ((await window.showWarningMessage(text, change)) === change)
      await ownCommand(clone, this.#agreements, command);
  }

  /** Nobody waits for what is pressed there. */
  async #tell(clone: PrivateClone, run: TestRun): Promise<void> {
    const { exitCode, commit, changed } = run;
    const passed = exitCode === 0;
    const text =
      `${shortId(clone.ghsaId)}: tests ${passed ? 'passed' : `failed with exit code ${exitCode}`}, ` +
      `commit ${commit.slice(0, 7)}${changed ? ', with uncommitted changes' : ''}.`;
    const [offer, other] = ['Offer as Comment', 'Change Command…'] as const;
    const show = passed ? window.showInformationMessage : window.showWarningMessage;
    const answer = await show(text, offer, other);
    if (answer === offer) await this.#offer(await this.#desk.advisoryOf(clone), commentFor(clone, run));
    if (answer === other) await ownCommand(clone, this.#agreements, run.command);
  }

  /** On the page of the advisory, to be read and sent there. */
  async #offer(advisory: Advisory, comment: string): Promise<void> {
    await commands.executeCommand('ghsa.openAdvisory', { kind: 'advisory', advisory }, 'discussion', comment);
  }

  /** What tests print is as private as the clone. */
  #elsewhere(clone: PrivateClone): void {
    void this.#desk.parts.commands.run(async () => {
      const text = `The tests of ${shortId(clone.ghsaId)} run in the window of its private clone.`;
      if (await window.showInformationMessage(text, 'Open')) await openClone(clone);
    });
  }
}

const commentFor = (clone: PrivateClone, run: TestRun) => commentOf(run, clone.fork, process.platform);

/** The clone or the worktree of it that this window shows, whichever comes first. */
function folderHere({ path, worktrees }: PrivateClone): string | null {
  const ours = [path, ...worktrees];
  for (const { uri } of workspace.workspaceFolders ?? []) {
    if (uri.scheme !== 'file') continue;
    const found = ours.find(folder => real(folder) === real(uri.fsPath));
    if (found !== undefined) return found;
  }
  return null;
}
