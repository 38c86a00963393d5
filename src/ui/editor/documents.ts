import {
  EventEmitter,
  Uri,
  window,
  workspace,
  type Disposable,
  type TextDocumentContentProvider,
  ViewColumn,
} from 'vscode';

/** Scheme of the read-only documents of advisories. They live in memory only: hot exit writes untitled ones to disk. */
const scheme = 'ghsa-advisory';

/** Texts of advisories as read-only documents: the original report, the CVE record. */
export class AdvisoryDocuments implements TextDocumentContentProvider, Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new EventEmitter<Uri>();
  readonly #registered = workspace.registerTextDocumentContentProvider(scheme, this);
  readonly onDidChange = this.#changed.event;

  provideTextDocumentContent(uri: Uri): string {
    return (
      this.#texts.get(uri.path) ?? 'This text is kept in memory only. Open it again from the advisory.\n'
    );
  }

  /** Opens a text beside the page, under a name that holds ids only. */
  async open(name: string, text: string): Promise<void> {
    const uri = Uri.from({ scheme, path: `/${name}` });
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
