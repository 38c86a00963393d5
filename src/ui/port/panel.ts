import type { Disposable, Uri } from 'vscode';
import { PagePanel, tabTitle } from '../common/pagePanel.ts';
import type { PortDocuments } from './documents.ts';
import type { PortPage } from './page.ts';
import type { ToHost, ToPage } from './protocol.ts';

export interface PanelParts {
  readonly extensionUri: Uri;
  readonly key: string;
  readonly documents: PortDocuments;
  /** What the tab may say. */
  readonly title: string;
  readonly report: (error: unknown) => void;
  readonly closed: () => void;
}

/** The panel of a port: the conflicts first, where there are any, and then the port itself, in the same frame. */
export class PortPanel implements Disposable {
  readonly #parts: PanelParts;
  readonly #panel: PagePanel<ToPage, ToHost>;
  #page: PortPage;
  #watching: Disposable;

  constructor(parts: PanelParts, page: PortPage) {
    const { extensionUri, documents, key, report } = parts;
    this.#parts = parts;
    this.#page = page;
    this.#panel = new PagePanel<ToPage, ToHost>({
      extensionUri,
      viewType: 'ghsa.port',
      title: `Port: ${tabTitle(parts.title)}`,
      page: 'port',
      heading: 'Port to a public pull request',
      message: () => this.#page.message(),
      handle: message => this.#page.handle(message),
      report,
      closed: () => {
        this.dispose();
        parts.closed();
      },
    });
    this.#watching = page.onDidChange(() => this.#panel.show());
    documents.add(key, (side, path) => this.#page.read(side, path));
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
    this.#parts.documents.remove(this.#parts.key);
    this.#watching.dispose();
    this.#panel.dispose();
  }
}
