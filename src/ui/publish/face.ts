import type { Case } from '../decide/case.ts';

/** Where an advisory is shown as everybody would read it, and published from. */
export interface PublishDoor {
  /** Opens its page, or shows it where it is open. */
  show(at: Case): unknown;
}
