import type { ToHost } from '../../src/ui/backports/protocol.ts';
import { icon } from '../common/dom.ts';

/** Asks the host; gives its words, and rejects with its sentence. */
export type Ask = (message: ToHost) => Promise<unknown>;

/** Does what was pressed; what fails is one sentence in `problem`. */
export async function tell(problem: HTMLElement, asked: Promise<unknown>): Promise<void> {
  problem.replaceChildren();
  try {
    await asked;
  } catch (error) {
    problem.replaceChildren(icon('error', 'error'), ` ${(error as Error).message}`);
  }
}
