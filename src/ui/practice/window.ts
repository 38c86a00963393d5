import { Uri, workspace, type Disposable, type ExtensionContext } from 'vscode';
import type * as SandboxModule from '../../sandbox/index.ts';
import type { Beginning } from '../../sandbox/index.ts';
import type { Work } from '../../work.ts';
import { ContextKey } from '../common/contextKey.ts';
import { settingsInstead } from '../common/instead.ts';
import { PracticeAccount } from './account.ts';
import type { Home, Running } from './home.ts';
import { placeOf, windowKind, type Place } from './place.ts';
import { prefixedSecrets, prefixedState } from './prefixed.ts';
import { practiceSettings } from './settings.ts';
import { keyOf, type PracticeKind, type PracticeState } from './states.ts';

const key = new ContextKey<string>('ghsa:practice');

export interface PracticeLoaders {
  readonly work: () => Promise<Work>;
  readonly sandbox: () => Promise<typeof SandboxModule>;
}

/**
 * A window that practises. From its first moment it has settings, secrets, state, storage and an account of its own;
 * until the practice GitHub runs they lead nowhere, and never to the real one.
 */
export class PracticeWindow implements Disposable {
  readonly kind: PracticeKind;
  readonly place: Place;
  /** What the rest of the extension works with. */
  readonly context: ExtensionContext;
  readonly account: PracticeAccount;
  /** VS Code's own, for leaving only. */
  readonly real: ExtensionContext;
  readonly #loaders: PracticeLoaders;
  readonly #listeners = new Set<() => void>();
  #state: PracticeState = 'starting';
  #home: Home | null = null;
  #starting: Promise<Running | null> = Promise.resolve(null);
  /** Settles when what was begun last has ended, well or not. */
  #begun: Promise<unknown> = Promise.resolve();

  /** Null in every window that does not practise. Decided by the window's workspace file and folders alone. */
  static of(real: ExtensionContext, loaders: PracticeLoaders): PracticeWindow | null {
    const place = placeOf(real.globalStorageUri.fsPath);
    const file = workspace.workspaceFile;
    const folders = (workspace.workspaceFolders ?? []).flatMap(({ uri }) =>
      uri.scheme === 'file' ? [uri.fsPath] : [],
    );
    const kind = windowKind(place, file?.scheme === 'file' ? file.fsPath : null, folders);
    return kind === 'ordinary' ? null : new PracticeWindow(kind, place, real, loaders);
  }

  private constructor(kind: PracticeKind, place: Place, real: ExtensionContext, loaders: PracticeLoaders) {
    settingsInstead(practiceSettings(null));
    this.kind = kind;
    this.place = place;
    this.real = real;
    this.#loaders = loaders;
    this.context = practiceContext(real, place);
    this.account = new PracticeAccount(() => this.#starting);
    key.set(keyOf(kind, 'starting'));
  }

  get state(): PracticeState {
    return this.#state;
  }

  /** The practice GitHub, where this window has it and it runs. */
  get home(): Home | null {
    return this.#home;
  }

  /** How it began; null where this window does not have it. */
  get beginning(): Beginning | null {
    return this.#home?.sandbox.beginning ?? null;
  }

  /** Called when the state changes, and when something changes in the practice GitHub. */
  onDidChange(listener: () => void): Disposable {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  /** Starts the practice GitHub, or finds the one that another window runs. @throws why it does not run */
  start(): Promise<void> {
    const begun = this.#start();
    this.#begun = begun.catch(() => undefined);
    return begun;
  }

  async #start(): Promise<void> {
    this.#set('starting');
    const opening = this.#open();
    this.#starting = opening.catch(() => null);
    try {
      const running = await opening;
      settingsInstead(practiceSettings(running));
      this.#set(running ? 'running' : 'stopped');
    } catch (error) {
      this.#set((error as { kind?: unknown }).kind === 'elsewhere' ? 'elsewhere' : 'stopped');
      throw error;
    } finally {
      this.account.touch();
    }
  }

  /** Asks the window that has the practice GitHub to let it go; `start` waits for it. */
  async takeOver(): Promise<void> {
    await (await this.#loaders.work()).takeOver(this.place);
  }

  async stop(): Promise<void> {
    // What is being started would run on without anybody knowing it.
    await this.#begun;
    const home = this.#home;
    this.#home = null;
    this.#starting = Promise.resolve(null);
    settingsInstead(practiceSettings(null));
    this.#set('stopped');
    await home?.stop();
  }

  dispose(): void {
    this.account.dispose();
  }

  async #open(): Promise<Running | null> {
    const work = await this.#loaders.work();
    if (this.kind === 'guest') return work.findRunning(this.place);
    const home = await work.Home.open({
      place: this.place,
      load: this.#loaders.sandbox,
      changed: () => this.#tell(),
      taken: () => void this.stop().then(() => this.#set('elsewhere')),
    });
    this.#home = home;
    // The addresses first: whoever waits for the token asks there at once.
    settingsInstead(practiceSettings(home.running));
    return home.running;
  }

  #set(state: PracticeState): void {
    this.#state = state;
    key.set(keyOf(this.kind, state));
    this.#tell();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** VS Code's context with secrets, state and storage of practice in place of the real ones. */
function practiceContext(real: ExtensionContext, { storage }: Place): ExtensionContext {
  const own = {
    secrets: prefixedSecrets(real.secrets, real.globalState),
    globalState: prefixedState(real.globalState),
    globalStorageUri: Uri.file(storage),
    globalStoragePath: storage,
  };
  return Object.create(
    real,
    Object.fromEntries(Object.entries(own).map(([name, value]) => [name, { value, enumerable: true }])),
  ) as ExtensionContext;
}
