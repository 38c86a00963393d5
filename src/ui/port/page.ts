import type { Side } from './documents.ts';
import type { ToHost, ToPage } from './protocol.ts';

/** What a panel shows: the conflicts of a port, or the port itself. */
export interface PortPage {
  /** The advisory's title. */
  readonly title: string;
  readonly onDidChange: (listener: () => void) => { dispose(): void };
  /** What the page is to show now. */
  message(): ToPage;
  /** Answers what the page asks; an error with a `kind` is a sentence for its reader. */
  handle(message: ToHost): unknown;
  /** Text of a side of a file, for the read-only documents. */
  read(side: Side, path: string): Promise<string>;
}
