import type { Disposable } from 'vscode';
import { ForkDesk } from './desk.ts';
import type { ForkParts } from './parts.ts';

/** The private forks of this window: a part for each thing that is done with them. */
export class Forks implements Disposable {
  readonly desk: ForkDesk;
  // Each part has a line here: start (src/ui/fork/start), pulls (src/ui/fork/pulls), tests (src/ui/fork/tests).

  constructor(parts: ForkParts) {
    this.desk = new ForkDesk(parts);
  }

  dispose(): void {
    this.desk.dispose();
  }
}
