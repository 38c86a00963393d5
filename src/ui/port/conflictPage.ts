import { RelativePattern, Uri, workspace, type Disposable } from 'vscode';
import { blobBytes, type Git } from '../../git/index.ts';
import type { ConflictModel } from './conflict.ts';
import { isUtf8, shown, type Side } from './documents.ts';
import { openMergeEditor } from './mergeEditor.ts';
import type { PortPage } from './page.ts';
import type { ToHost, ToPage } from './protocol.ts';

export interface ConflictPageParts {
  readonly git: Git;
  /** Is this the window for embargoed texts? Else the merge editor opens in one. */
  readonly here: boolean;
  readonly openWindow: () => Promise<void>;
  readonly goOn: () => Promise<void>;
  readonly cancel: () => unknown;
  /** Of a backport: takes its change from somewhere else. */
  readonly takeFrom?: (id: string) => unknown;
  readonly openPrivatePull: () => unknown;
}

/** The page while conflicts wait. */
export class ConflictPage implements PortPage, Disposable {
  readonly model: ConflictModel;
  readonly onDidChange: ConflictModel['onDidChange'];
  readonly #parts: ConflictPageParts;
  readonly #watcher: Disposable;

  constructor(model: ConflictModel, parts: ConflictPageParts) {
    this.model = model;
    this.onDidChange = model.onDidChange;
    this.#parts = parts;
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(Uri.file(model.files), '**'));
    const look = () => void model.refresh().catch(() => undefined);
    watcher.onDidChange(look);
    watcher.onDidCreate(look);
    watcher.onDidDelete(look);
    this.#watcher = watcher;
  }

  dispose(): void {
    this.#watcher.dispose();
  }

  get title(): string {
    return this.model.state.advisoryTitle;
  }

  message(): ToPage {
    return { t: 'conflict', state: this.model.state };
  }

  handle(message: ToHost): unknown {
    switch (message.t) {
      case 'openMergeEditor':
        return this.openMergeEditor(message.path);
      case 'choose':
        return this.model.choose(message.path, message.choice);
      case 'reopen':
        return this.model.reopen(message.path);
      case 'continue':
        return this.#parts.goOn();
      case 'openPrivatePull':
        return this.#parts.openPrivatePull();
      case 'from':
        return this.#parts.takeFrom?.(message.id);
      case 'cancel':
        return this.#parts.cancel();
      default:
        throw new Error(`The conflicts know no ${message.t}.`);
    }
  }

  /** In this window where it is calm, else in one that is. */
  async openMergeEditor(path?: string): Promise<void> {
    if (!this.#parts.here) return this.#parts.openWindow();
    const file = this.model.toEdit(path);
    if (file) await openMergeEditor(this.model, file, isUtf8(await this.#side(file.ours?.blob)));
  }

  async read(side: Side, path: string): Promise<string> {
    const file = this.model.conflict.files.find(entry => entry.path === path);
    const stage = { base: file?.base, public: file?.ours, private: file?.theirs, main: null, fix: null }[
      side
    ];
    return shown(await this.#side(stage?.blob));
  }

  async #side(blob: string | undefined): Promise<Uint8Array> {
    if (blob === undefined) return new Uint8Array();
    return blobBytes(this.#parts.git, this.model.scratch, blob);
  }
}
