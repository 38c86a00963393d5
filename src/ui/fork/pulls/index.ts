import type { ForkDesk } from '../desk.ts';
import { approvePrivatePull } from './approve.ts';
import { checkOutPrivatePull } from './checkOut.ts';
import { openPrivatePull } from './open.ts';
import { showPrivatePulls } from './show.ts';
import { UnsentWords } from './unsent.ts';

/** The commands of private pull requests. */
export class PrivatePullCommands {
  readonly #desk: ForkDesk;
  readonly #unsent = new UnsentWords();

  constructor(desk: ForkDesk) {
    this.#desk = desk;
  }

  open(row: unknown): Promise<void> {
    return openPrivatePull(this.#desk, row, this.#unsent);
  }

  show(row: unknown): Promise<void> {
    return showPrivatePulls(this.#desk, row);
  }

  checkOut(row: unknown): Promise<void> {
    return checkOutPrivatePull(this.#desk, row);
  }

  approve(row: unknown): Promise<void> {
    return approvePrivatePull(this.#desk, row);
  }
}
