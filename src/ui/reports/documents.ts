import {
  commands,
  EventEmitter,
  extensions,
  Uri,
  window,
  workspace,
  type Disposable,
  type TextDocumentContentProvider,
} from 'vscode';

/** Reports as read-only documents in memory: hot exit writes untitled ones to disk. */
export class ReportDocuments implements TextDocumentContentProvider, Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new EventEmitter<Uri>();
  readonly #scheme: string;
  readonly #registered: Disposable;
  readonly onDidChange = this.#changed.event;

  /** A scheme has one provider. */
  constructor(scheme = 'ghsa-report') {
    this.#scheme = scheme;
    this.#registered = workspace.registerTextDocumentContentProvider(scheme, this);
  }

  provideTextDocumentContent({ path }: Uri): string {
    return this.#texts.get(path) ?? 'This report was kept in memory only. Make it again.\n';
  }

  /** Shows a report as Markdown is read; as text where this VS Code has no preview of it. */
  async open(name: string, text: string): Promise<void> {
    const uri = Uri.from({ scheme: this.#scheme, path: `/${name}` });
    this.#texts.set(uri.path, text);
    this.#changed.fire(uri);
    const document = await workspace.openTextDocument(uri);
    // It can be disabled. Its commands are not listed before it was used.
    if (extensions.getExtension('vscode.markdown-language-features'))
      await commands.executeCommand('markdown.showPreview', uri);
    else await window.showTextDocument(document, { preview: true });
  }

  dispose(): void {
    this.#registered.dispose();
    this.#changed.dispose();
    this.#texts.clear();
  }
}
