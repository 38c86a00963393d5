import { randomBytes } from 'node:crypto';
import { Uri, ViewColumn, window, type Disposable, type WebviewPanel } from 'vscode';
import { MessageHandler, type Tagged } from '../messageHandler.ts';
import { webviewHtml } from '../webviewHtml.ts';

export interface PagePanelParts<ToPage extends Tagged, ToHost extends Tagged> {
  readonly extensionUri: Uri;
  readonly viewType: `ghsa.${string}`;
  /** Of the tab. The window's title repeats it. */
  readonly title: string;
  /** Name of the page's bundle, style sheet and icon. */
  readonly page: 'port' | 'advisory';
  /** For the page's own title, which a screen reader reads. */
  readonly heading: string;
  /** What the page is to show now. */
  readonly message: () => ToPage;
  /** Answers what the page asks; an error with a `kind` is a sentence for its reader. */
  readonly handle: (message: Exclude<ToHost, { readonly t: 'ready' }>) => unknown;
  /** For the log. */
  readonly report: (error: unknown) => void;
  readonly closed: () => void;
  /** Where it opens; else where the user is. */
  readonly column?: ViewColumn;
}

/** The frame of a page of ours: one webview that shows what it is told and hands on what is pressed. */
export class PagePanel<ToPage extends Tagged, ToHost extends Tagged> implements Disposable {
  readonly #parts: PagePanelParts<ToPage, ToHost>;
  readonly #panel: WebviewPanel;
  readonly #messages: MessageHandler<ToPage, ToHost>;
  readonly #listeners: Disposable[];

  constructor(parts: PagePanelParts<ToPage, ToHost>) {
    this.#parts = parts;
    const { extensionUri, page } = parts;
    const options = {
      enableScripts: true,
      localResourceRoots: [Uri.joinPath(extensionUri, 'dist', 'webview')],
    };
    this.#panel = window.createWebviewPanel(
      parts.viewType,
      parts.title,
      parts.column ?? ViewColumn.Active,
      options,
    );
    const { webview } = this.#panel;
    this.#panel.iconPath = {
      light: Uri.joinPath(extensionUri, 'media', `${page}-light.svg`),
      dark: Uri.joinPath(extensionUri, 'media', `${page}-dark.svg`),
    };
    this.#messages = new MessageHandler<ToPage, ToHost>(
      message => void webview.postMessage(message),
      message => this.#answer(message),
    );
    this.#listeners = [
      webview.onDidReceiveMessage((data: unknown) => this.#messages.receive(data)),
      // What changed while it was on its way to the front.
      this.#panel.onDidChangeViewState(() => this.show()),
      this.#panel.onDidDispose(() => {
        this.dispose();
        parts.closed();
      }),
    ];
    const resource = (name: string) =>
      webview.asWebviewUri(Uri.joinPath(extensionUri, 'dist', 'webview', name)).toString();
    webview.html = webviewHtml({
      nonce: randomBytes(16).toString('base64url'),
      source: webview.cspSource,
      script: resource(`${page}.js`),
      styles: [resource('codicon.css'), resource(`${page}.css`)],
      title: parts.heading,
    });
  }

  get visible(): boolean {
    return this.#panel.visible;
  }

  get active(): boolean {
    return this.#panel.active;
  }

  get column(): ViewColumn | undefined {
    return this.#panel.viewColumn;
  }

  set title(text: string) {
    if (this.#panel.title !== text) this.#panel.title = text;
  }

  get onDidChangeViewState(): WebviewPanel['onDidChangeViewState'] {
    return this.#panel.onDidChangeViewState;
  }

  reveal(): void {
    this.#panel.reveal();
  }

  close(): void {
    this.#panel.dispose();
  }

  dispose(): void {
    this.#messages.dispose();
    for (const listener of this.#listeners) listener.dispose();
  }

  /** Shows what there is now. A hidden page is gone; it asks by `ready` when it comes back. */
  show(): void {
    if (this.#panel.visible) this.send(this.#parts.message());
  }

  send(message: ToPage): void {
    this.#messages.ask(message).catch(() => undefined);
  }

  /** What went wrong is one sentence in the page; a bug of ours is in the log. */
  async #answer(message: ToHost): Promise<unknown> {
    try {
      // A page that asks is there, although VS Code may say so later.
      if (message.t === 'ready') return this.send(this.#parts.message());
      return await this.#parts.handle(message as Exclude<ToHost, { readonly t: 'ready' }>);
    } catch (error) {
      if (error instanceof Error && 'kind' in error) throw error;
      this.#parts.report(error);
      throw new Error('This failed inside GHSA Coordinator. The log has the detail.', { cause: error });
    }
  }
}

/** As much of a title as a tab shows. */
export function tabTitle(title: string): string {
  return title.length > 30 ? `${title.slice(0, 29)}…` : title;
}
