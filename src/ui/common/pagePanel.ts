import { randomBytes } from 'node:crypto';
import { EventEmitter, Uri, ViewColumn, window, type Disposable, type WebviewPanel } from 'vscode';
import { MessageHandler, type Tagged } from '../messageHandler.ts';
import { webviewHtml } from '../webviewHtml.ts';

export interface PagePanelParts<ToPage extends Tagged, ToHost extends Tagged> {
  readonly extensionUri: Uri;
  readonly viewType: `ghsa.${string}`;
  /** Of the tab. The window's title repeats it. */
  readonly title: string;
  /** Name of the page's bundle, style sheet and icon. */
  readonly page: 'port' | 'advisory' | 'announce' | 'backports';
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

/** Milliseconds after which a page in view that has said nothing counts as dead. */
const patience = 8_000;
/** So often it is made anew before it is left to the user. */
const mostTries = 2;

/** The frame of a page of ours: one webview that shows what it is told and hands on what is pressed. */
export class PagePanel<ToPage extends Tagged, ToHost extends Tagged> implements Disposable {
  readonly #parts: PagePanelParts<ToPage, ToHost>;
  readonly #moved = new EventEmitter<void>();
  #panel: WebviewPanel;
  #messages: MessageHandler<ToPage, ToHost>;
  #listeners: Disposable[] = [];
  #title: string;
  #waiting: NodeJS.Timeout | undefined;
  /** Has the page said something since it came into view? */
  #spoke = false;
  #tries = 0;

  /** It came to the front, left it, or moved. */
  readonly onDidChangeViewState = this.#moved.event;

  constructor(parts: PagePanelParts<ToPage, ToHost>) {
    this.#parts = parts;
    this.#title = parts.title;
    [this.#panel, this.#messages] = this.#make(parts.column ?? ViewColumn.Active);
  }

  #make(column: ViewColumn): [WebviewPanel, MessageHandler<ToPage, ToHost>] {
    const { extensionUri, page, viewType, heading } = this.#parts;
    const panel = window.createWebviewPanel(viewType, this.#title, column, {
      enableScripts: true,
      localResourceRoots: [Uri.joinPath(extensionUri, 'dist', 'webview')],
    });
    const { webview } = panel;
    panel.iconPath = {
      light: Uri.joinPath(extensionUri, 'media', `${page}-light.svg`),
      dark: Uri.joinPath(extensionUri, 'media', `${page}-dark.svg`),
    };
    const messages = new MessageHandler<ToPage, ToHost>(
      message => void webview.postMessage(message),
      message => this.#answer(message),
    );
    this.#listeners = [
      webview.onDidReceiveMessage((data: unknown) => {
        this.#rest();
        this.#spoke = true;
        this.#tries = 0;
        messages.receive(data);
      }),
      panel.onDidChangeViewState(() => {
        // What changed while it was on its way to the front.
        this.show();
        this.#watch();
        this.#moved.fire();
      }),
      panel.onDidDispose(() => {
        this.dispose();
        this.#parts.closed();
      }),
    ];
    const resource = (name: string) =>
      webview.asWebviewUri(Uri.joinPath(extensionUri, 'dist', 'webview', name)).toString();
    webview.html = webviewHtml({
      nonce: randomBytes(16).toString('base64url'),
      source: webview.cspSource,
      script: resource(`${page}.js`),
      styles: [resource('codicon.css'), resource(`${page}.css`)],
      title: heading,
    });
    this.#spoke = false;
    this.#waiting = setTimeout(() => this.#makeAnew(), patience);
    return [panel, messages];
  }

  /** In view it has to speak: a page asks for its state as soon as its script runs. */
  #watch(): void {
    if (!this.#panel.visible) {
      this.#rest();
      this.#spoke = false;
    } else if (!this.#spoke) {
      this.#waiting ??= setTimeout(() => this.#makeAnew(), patience);
    }
  }

  #rest(): void {
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
  }

  /**
   * Sometimes VS Code's frame stays empty: in a browser all webviews of a window share one service worker, and one that
   * is loaded while another leaves may wait for it for ever (seen in 1.100 on a busy machine). A new frame works, and
   * everything the page shows is here.
   */
  #makeAnew(): void {
    this.#rest();
    if (!this.#panel.visible || this.#tries++ >= mostTries) return;
    const old = this.#panel;
    this.#release();
    [this.#panel, this.#messages] = this.#make(old.viewColumn ?? ViewColumn.Active);
    old.dispose();
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
    if (this.#title !== text) this.#panel.title = this.#title = text;
  }

  reveal(): void {
    this.#panel.reveal();
  }

  close(): void {
    this.#panel.dispose();
  }

  dispose(): void {
    this.#release();
    this.#moved.dispose();
  }

  #release(): void {
    this.#rest();
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
