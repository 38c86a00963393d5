import { env, EventEmitter, Uri, window, workspace, type TextDocumentContentProvider } from 'vscode';
import type { Ledger } from './ledger.ts';
import { outgoingText } from './text.ts';

const scheme = 'ghsa-outgoing';
/** VS Code colours times and addresses in a log. */
const uri = Uri.from({ scheme, path: '/What Leaves This Machine.log' });

/**
 * The list as a read-only document in memory: an editor can be searched, read aloud line by line and copied. It stands
 * still while it is read, and is made anew when somebody asks.
 */
export class OutgoingList implements TextDocumentContentProvider {
  readonly #ledger: Pick<Ledger, 'hosts' | 'left'>;
  readonly #changed = new EventEmitter<Uri>();
  #text = '';
  readonly onDidChange = this.#changed.event;
  // After the event: VS Code asks for it when a provider is registered.
  readonly #registered = workspace.registerTextDocumentContentProvider(scheme, this);

  constructor(ledger: Pick<Ledger, 'hosts' | 'left'>) {
    this.#ledger = ledger;
  }

  provideTextDocumentContent(): string {
    return (this.#text ||= this.#made());
  }

  async show(): Promise<void> {
    this.#text = this.#made();
    this.#changed.fire(uri);
    await window.showTextDocument(await workspace.openTextDocument(uri), { preview: false });
  }

  /** As it is shown; as it is now where it was not shown yet. */
  async copy(): Promise<void> {
    await env.clipboard.writeText(this.provideTextDocumentContent());
    window.setStatusBarMessage('The list was copied.', 5_000);
  }

  dispose(): void {
    this.#registered.dispose();
    this.#changed.dispose();
  }

  #made(): string {
    return outgoingText(this.#ledger.hosts, this.#ledger.left, new Date());
  }
}
