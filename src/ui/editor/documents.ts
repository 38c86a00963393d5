import {
  EventEmitter,
  Uri,
  window,
  workspace,
  type Disposable,
  type TextDocumentContentProvider,
  ViewColumn,
} from 'vscode';

/**
 * Read-only documents of advisories: the original report, the CVE record. They live in memory only: hot exit writes
 * untitled ones to disk.
 */
export class AdvisoryDocuments implements TextDocumentContentProvider, Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new EventEmitter<Uri>();
  readonly #scheme: string;
  readonly #registered: Disposable;
  readonly onDidChange = this.#changed.event;

  /** A scheme has one provider. */
  constructor(scheme = 'ghsa-advisory') {
    this.#scheme = scheme;
    this.#registered = workspace.registerTextDocumentContentProvider(scheme, this);
  }

  provideTextDocumentContent(uri: Uri): string {
    return (
      this.#texts.get(uri.path) ?? 'This text is kept in memory only. Open it again from the advisory.\n'
    );
  }

  /** Opens a text beside the page, under a name that holds ids only. */
  async open(name: string, text: string): Promise<void> {
    const uri = Uri.from({ scheme: this.#scheme, path: `/${name}` });
    this.#texts.set(uri.path, text);
    this.#changed.fire(uri);
    const document = await workspace.openTextDocument(uri);
    await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preview: true });
  }

  dispose(): void {
    this.#registered.dispose();
    this.#texts.clear();
  }
}
