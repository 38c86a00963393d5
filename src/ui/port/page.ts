import type { ToHost, ToPage } from './protocol.ts';

/** What a panel shows: the conflicts of a port, the port itself, or a public issue. */
export interface PortPage {
  /** The advisory's title. */
  readonly title: string;
  readonly onDidChange: (listener: () => void) => { dispose(): void };
  /** What the page is to show now. */
  message(): ToPage;
  /** Answers what the page asks; an error with a `kind` is a sentence for its reader. */
  handle(message: ToHost): unknown;
}
