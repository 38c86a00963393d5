import type { Disposable, Uri } from 'vscode';
import { PagePanel } from '../common/pagePanel.ts';
import type { PortPage } from './page.ts';
import type { ToHost, ToPage } from './protocol.ts';

export interface PanelParts {
  readonly extensionUri: Uri;
  readonly viewType: 'ghsa.publish' | 'ghsa.port' | 'ghsa.issue' | 'ghsa.backport';
  /** What the tab says. */
  readonly title: string;
  /** What a screen reader is told of the page. */
  readonly heading: string;
  readonly report: (error: unknown) => void;
  readonly closed: () => void;
}

/** The panel of a page of the public line: of a port its conflicts first, and then the port, in the same frame. */
export class PortPanel implements Disposable {
  readonly #panel: PagePanel<ToPage, ToHost>;
  #page: PortPage;
  #watching: Disposable;

  constructor(parts: PanelParts, page: PortPage) {
    const { extensionUri, viewType, title, heading, report } = parts;
    this.#page = page;
    this.#panel = new PagePanel<ToPage, ToHost>({
      extensionUri,
      viewType,
      title,
      page: 'port',
      heading,
      message: () => this.#page.message(),
      handle: message => this.#page.handle(message),
      report,
      closed: () => {
        this.dispose();
        parts.closed();
      },
    });
    this.#watching = page.onDidChange(() => this.#panel.show());
  }

  /** Shows another page in the same frame: the port after its conflicts. */
  become(page: PortPage): void {
    this.#watching.dispose();
    this.#page = page;
    this.#watching = page.onDidChange(() => this.#panel.show());
    this.#panel.show();
  }

  get visible(): boolean {
    return this.#panel.visible;
  }

  reveal(): void {
    this.#panel.reveal();
  }

  close(): void {
    this.#panel.close();
  }

  dispose(): void {
    this.#watching.dispose();
    this.#panel.dispose();
  }
}
