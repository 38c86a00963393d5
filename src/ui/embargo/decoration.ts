import { EventEmitter, FileDecoration, type FileDecorationProvider, type Uri } from 'vscode';

/** An `E` on the folder of a private clone, wherever VS Code shows it. */
export class EmbargoDecorations implements FileDecorationProvider {
  readonly #changed = new EventEmitter<undefined>();
  readonly #roots: () => readonly string[];

  readonly onDidChangeFileDecorations = this.#changed.event;

  /** `roots` are the folders of this window that lie under embargo. */
  constructor(roots: () => readonly string[]) {
    this.#roots = roots;
  }

  provideFileDecoration(uri: Uri): FileDecoration | undefined {
    if (uri.scheme !== 'file' || !this.#roots().includes(uri.fsPath)) return undefined;
    return new FileDecoration('E', 'Under embargo');
  }

  redraw(): void {
    this.#changed.fire(undefined);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
