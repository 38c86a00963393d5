import { window, workspace, type Disposable } from 'vscode';
import { shortId } from '../../advisory/model.ts';
import type { PrivateClone } from '../../jobs/fork/types.ts';
import type { ForkDesk } from '../fork/desk.ts';
import { isOwnWindow, isThere, openClone } from '../fork/open.ts';
import { renewed } from '../fork/renew.ts';
import { offerCredentials } from './credentials.ts';
import { lookAtGuard } from './guard.ts';
import { EmbargoMark } from './mark.ts';
import { warnOfReaders } from './readers.ts';

/** A window that holds private clones: its mark, its one warning of readers, and a look at each guard. */
export class CloneWindow implements Disposable {
  readonly #desk: ForkDesk;
  readonly #mark: EmbargoMark;
  /** Clones whose guard was looked at, by path and address. */
  readonly #seen = new Set<string>();
  readonly #told = new Set<string>();
  /** One look after the other. */
  #looking: Promise<void> = Promise.resolve();
  #credentials: Promise<Disposable | null> | undefined;

  constructor(desk: ForkDesk) {
    this.#desk = desk;
    this.#mark = new EmbargoMark(() =>
      desk.parts.clones.inWindow().flatMap(({ path, worktrees }) => [path, ...worktrees]),
    );
  }

  /** Draws what the window holds now. The guards are looked at once each, as soon as git may run. */
  look(): Promise<void> {
    const next = () => this.#look();
    return (this.#looking = this.#looking.then(next, next));
  }

  async #look(): Promise<void> {
    const clones = this.#desk.parts.clones.inWindow();
    this.#mark.draw(clones, clones.every(isOwnWindow));
    if (clones.length === 0) return;
    warnOfReaders();
    // Nothing else asks in a clone's window; commands of who is signed in appear with the answer.
    await this.#desk.parts.session.token();
    this.#credentials ??= offerCredentials(this.#desk.parts.session);
    await this.#credentials;
    for (const clone of clones) {
      if (workspace.isTrusted && (await isThere(clone))) await this.#guard(clone);
      if (!isOwnWindow(clone)) this.#offerOwn(clone);
    }
  }

  async #guard(clone: PrivateClone): Promise<void> {
    const now = await renewed(this.#desk, clone);
    const name = `${now.path} ${now.gitUrl}`;
    if (this.#seen.has(name)) return;
    this.#seen.add(name);
    await lookAtGuard(this.#desk, now);
  }

  /** Once per clone: the settings of an ordinary window are the user's. */
  #offerOwn(clone: PrivateClone): void {
    if (this.#told.has(clone.path)) return;
    this.#told.add(clone.path);
    void this.#desk.parts.commands.run(async () => {
      const answer = await window.showInformationMessage(
        `This window holds the embargoed clone of ${shortId(clone.ghsaId)}, and has your ordinary settings: history, suggestions and auto save may copy its files.`,
        'Open in Its Own Window',
      );
      if (answer) await openClone(clone);
    });
  }

  dispose(): void {
    this.#mark.dispose();
    void this.#credentials?.then(registered => registered?.dispose());
  }
}
