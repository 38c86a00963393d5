import type { Disposable, Uri } from 'vscode';
import { PagePanel } from '../common/pagePanel.ts';
import type { Pressed } from './asked.ts';
import type { BackportsState, ToHost, ToPage } from './protocol.ts';

export interface BackportsPageParts {
  readonly extensionUri: Uri;
  readonly state: () => BackportsState;
  readonly handle: (message: Pressed) => unknown;
  /** It came into view, or left it. */
  readonly seen: () => void;
  readonly report: (error: unknown) => void;
  readonly closed: () => void;
}

/** The panel of all backports: there is one. */
export class BackportsPage implements Disposable {
  readonly #panel: PagePanel<ToPage, ToHost>;

  constructor({ extensionUri, state, handle, seen, report, closed }: BackportsPageParts) {
    this.#panel = new PagePanel<ToPage, ToHost>({
      ...{ extensionUri, viewType: 'ghsa.backports', title: 'Backports', page: 'backports' },
      heading: 'Backports',
      message: () => ({ t: 'state', state: state() }),
      ...{ handle, report, closed },
    });
    this.#panel.onDidChangeViewState(seen);
  }

  get visible(): boolean {
    return this.#panel.visible;
  }

  reveal(): void {
    this.#panel.reveal();
  }

  redraw(): void {
    this.#panel.show();
  }

  close(): void {
    this.#panel.close();
  }

  dispose(): void {
    this.#panel.dispose();
  }
}
