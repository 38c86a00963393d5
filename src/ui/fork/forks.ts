import type { Disposable } from 'vscode';
import type { PrivateClone } from '../../jobs/fork/types.ts';
import { CloneWindow } from '../embargo/cloneWindow.ts';
import { showPushes } from '../embargo/guard.ts';
import { openEmbargoMenu } from '../embargo/menu.ts';
import { clonePrivateFork } from './clone.ts';
import { ForkDesk } from './desk.ts';
import { Farewell } from './farewell.ts';
import { openClone } from './open.ts';
import type { ForkParts } from './parts.ts';
import { PrivatePullCommands } from './pulls/index.ts';
import { deletePrivateClone, removePrivateClone } from './remove.ts';
import { ForkStart } from './start.ts';
import { agreementsOf } from './tests/agreed.ts';
import { FixTests } from './tests/index.ts';
import { runTask } from './tests/task.ts';
import { unsavedNames } from './unsaved.ts';
import { updateClone } from './update.ts';
import { addWorktreeTo } from './worktree.ts';

/** The private forks of this window: a part for each thing that is done with them. */
export class Forks implements Disposable {
  readonly desk: ForkDesk;
  readonly pulls: PrivatePullCommands;
  readonly #window: CloneWindow;
  readonly #farewell: Farewell;
  readonly start: ForkStart;
  readonly tests: FixTests;

  constructor(parts: ForkParts) {
    this.desk = new ForkDesk(parts);
    this.pulls = new PrivatePullCommands(this.desk);
    this.#window = new CloneWindow(this.desk);
    this.#farewell = new Farewell(this.desk);
    this.start = new ForkStart(this.desk);
    this.tests = new FixTests(this.desk, agreementsOf(parts.context), runTask);
  }

  clone(row?: unknown): Promise<void> {
    return clonePrivateFork(this.desk, row);
  }

  async open(row?: unknown): Promise<void> {
    const clone = await this.desk.needed(row, 'Open Private Clone');
    if (clone) await openClone(clone);
  }

  update(row?: unknown): Promise<void> {
    return updateClone(this.desk, row);
  }

  addWorktree(row?: unknown): Promise<void> {
    return addWorktreeTo(this.desk, row);
  }

  showPushes(row?: unknown): Promise<void> {
    return showPushes(this.desk, row);
  }

  delete(row?: unknown): Promise<void> {
    return deletePrivateClone(this.desk, row);
  }

  /** Without a question: it was asked for by name. */
  remove(clone: PrivateClone): Promise<void> {
    return removePrivateClone(this.desk, clone);
  }

  /** Names of the files of it that this window has not saved. */
  unsaved(clone: PrivateClone): readonly string[] {
    return unsavedNames(this.desk, clone);
  }

  menu(): Promise<void> {
    return openEmbargoMenu(this.desk);
  }

  /** The clones, the folders of the window, its trust or the account have changed. */
  look(): Promise<void> {
    return this.#window.look();
  }

  /** The list was read. */
  listRead(): Promise<void> {
    return this.#farewell.look();
  }

  dispose(): void {
    this.start.dispose();
    this.#window.dispose();
    this.desk.dispose();
  }
}
