import { randomBytes } from 'node:crypto';
import { Uri, ViewColumn, window, type Disposable, type WebviewPanel } from 'vscode';
import { MessageHandler } from '../messageHandler.ts';
import { webviewHtml } from '../webviewHtml.ts';
import type { PortDocuments } from './documents.ts';
import type { PortPage } from './page.ts';
import type { ToHost, ToPage } from './protocol.ts';

export interface PanelParts {
  readonly extensionUri: Uri;
  readonly key: string;
  readonly documents: PortDocuments;
  /** What the tab may say: the window's title repeats it. */
  readonly title: string;
  /** For the log. */
  readonly report: (error: unknown) => void;
  readonly closed: () => void;
}

/** The frame of the port page: one webview, which shows a page and hands what is pressed to it. */
export class PortPanel implements Disposable {
  readonly #parts: PanelParts;
  readonly #panel: WebviewPanel;
  readonly #messages: MessageHandler<ToPage, ToHost>;
  readonly #listeners: Disposable[];
  #page: PortPage;
  #watching: Disposable;

  constructor(parts: PanelParts, page: PortPage) {
    this.#parts = parts;
    this.#page = page;
    const { extensionUri, title } = parts;
    this.#panel = window.createWebviewPanel(
      'ghsa.port',
      `Port: ${title.length > 30 ? `${title.slice(0, 29)}…` : title}`,
      ViewColumn.Active,
      { enableScripts: true, localResourceRoots: [Uri.joinPath(extensionUri, 'dist', 'webview')] },
    );
    this.#panel.iconPath = {
      light: Uri.joinPath(extensionUri, 'media', 'port-light.svg'),
      dark: Uri.joinPath(extensionUri, 'media', 'port-dark.svg'),
    };
    const { webview } = this.#panel;
    this.#messages = new MessageHandler<ToPage, ToHost>(
      message => void webview.postMessage(message),
      message => this.#answer(message),
    );
    this.#watching = page.onDidChange(() => this.#show());
    this.#listeners = [
      webview.onDidReceiveMessage((data: unknown) => this.#messages.receive(data)),
      // What changed while it was on its way to the front.
      this.#panel.onDidChangeViewState(() => this.#show()),
      this.#panel.onDidDispose(() => {
        this.dispose();
        parts.closed();
      }),
    ];
    parts.documents.add(parts.key, (side, path) => this.#page.read(side, path));
    const resource = (name: string) =>
      webview.asWebviewUri(Uri.joinPath(extensionUri, 'dist', 'webview', name)).toString();
    webview.html = webviewHtml({
      nonce: randomBytes(16).toString('base64url'),
      source: webview.cspSource,
      script: resource('port.js'),
      styles: [resource('codicon.css'), resource('port.css')],
      title: 'Port to a public pull request',
    });
  }

  /** Shows another page in the same frame: the port after its conflicts. */
  become(page: PortPage): void {
    this.#watching.dispose();
    this.#page = page;
    this.#watching = page.onDidChange(() => this.#show());
    this.#show();
  }

  get visible(): boolean {
    return this.#panel.visible;
  }

  reveal(): void {
    this.#panel.reveal();
  }

  close(): void {
    this.#panel.dispose();
  }

  dispose(): void {
    this.#parts.documents.remove(this.#parts.key);
    this.#messages.dispose();
    this.#watching.dispose();
    for (const listener of this.#listeners) listener.dispose();
  }

  #show(): void {
    // A hidden page is gone; it asks by `ready` when it comes back.
    if (this.#panel.visible) this.#send();
  }

  /** A page that asks is there, although VS Code may say so later: its first message was seen before its visibility. */
  #send(): void {
    this.#messages.ask(this.#page.message()).catch(() => undefined);
  }

  /** What went wrong is one sentence in the page; a bug of ours is in the log. */
  async #answer(message: ToHost): Promise<unknown> {
    try {
      return message.t === 'ready' ? this.#send() : await this.#page.handle(message);
    } catch (error) {
      if (error instanceof Error && 'kind' in error) throw error;
      this.#parts.report(error);
      throw new Error('This failed inside GHSA Coordinator. The log has the detail.', { cause: error });
    }
  }
}
