import { join } from 'node:path';
import { Uri, window, workspace, type Disposable } from 'vscode';
import { shortId } from '../../advisory/model.ts';
import type { PrivateClone } from '../../jobs/fork/types.ts';
import type { ForkDesk } from '../fork/desk.ts';
import { isOwnWindow, isThere, openClone } from '../fork/open.ts';
import { renewed } from '../fork/renew.ts';
import { listed } from '../fork/words.ts';
import { calm } from './calm.ts';
import { offerCredentials } from './credentials.ts';
import { lookAtGuard } from './guard.ts';
import { loudSettings } from './loud.ts';
import { EmbargoMark } from './mark.ts';
import { warnOfReaders } from './readers.ts';

/** A window that holds private clones: its mark, its one warning of readers, and a look at each guard. */
export class CloneWindow implements Disposable {
  readonly #desk: ForkDesk;
  readonly #mark: EmbargoMark;
  readonly #settings: Disposable;
  /** Clones whose guard was looked at, by path and address. */
  readonly #seen = new Set<string>();
  readonly #told = new Set<string>();
  /** Settings of a folder that were warned of. */
  readonly #warned = new Set<string>();
  /** One look after the other. */
  #looking: Promise<void> = Promise.resolve();
  #credentials: Promise<Disposable | null> | undefined;

  constructor(desk: ForkDesk) {
    this.#desk = desk;
    this.#mark = new EmbargoMark(() =>
      desk.parts.clones.inWindow().flatMap(({ path, worktrees }) => [path, ...worktrees]),
    );
    this.#settings = workspace.onDidChangeConfiguration(changed => {
      if (Object.keys(calm).some(name => changed.affectsConfiguration(name)))
        void this.look().catch((error: unknown) => this.#desk.parts.commands.log(error));
    });
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
      else for (const folder of [clone.path, ...clone.worktrees]) this.#warnOfSettings(clone, folder);
    }
  }

  async #guard(clone: PrivateClone): Promise<void> {
    const now = await renewed(this.#desk, clone);
    const name = `${now.path} ${now.gitUrl}`;
    if (this.#seen.has(name)) return;
    this.#seen.add(name);
    await lookAtGuard(this.#desk, now);
  }

  /** What a branch brings along beats the settings of the window, and cannot be changed without changing the fix. */
  #warnOfSettings(clone: PrivateClone, folder: string): void {
    const uri = Uri.file(folder);
    const loud = loudSettings((name, languageId) =>
      workspace
        .getConfiguration(undefined, languageId === undefined ? uri : { uri, languageId })
        .inspect(name),
    );
    const name = `${folder} ${loud.join()}`;
    if (loud.length === 0 || this.#warned.has(name)) return;
    this.#warned.add(name);
    void this.#desk.parts.commands.run(async () => {
      const answer = await window.showWarningMessage(
        `${shortId(clone.ghsaId)}: .vscode/settings.json in this clone sets ${listed(loud)}, against the settings of the embargoed window: what you edit may be copied or read. Take them out while you work here.`,
        'Show File',
      );
      if (answer) await window.showTextDocument(Uri.file(join(folder, '.vscode', 'settings.json')));
    });
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
    this.#settings.dispose();
    this.#mark.dispose();
    void this.#credentials?.then(registered => registered?.dispose());
  }
}
