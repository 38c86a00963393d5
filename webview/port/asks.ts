import type { ToHost } from '../../src/ui/port/protocol.ts';

/** What the parts of the page may ask; a refusal is shown beside the button. */
export interface Asks {
  ask(message: ToHost): void;
  /** An edit of a text: counted, so that a late state does not take it back. */
  edit(field: Extract<ToHost, { t: 'edit' }>['field'], value: string): void;
}
