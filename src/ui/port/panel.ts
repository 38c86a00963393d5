import { randomBytes } from 'node:crypto';
import {
  commands,
  env,
  Uri,
  ViewColumn,
  window,
  workspace,
  type Disposable,
  type WebviewPanel,
} from 'vscode';
import { blobBytes } from '../../git/index.ts';
import { portFields, type PortTools } from '../../jobs/port/index.ts';
import { MessageHandler } from '../messageHandler.ts';
import { webviewHtml } from '../webviewHtml.ts';
import { blobOf, documentUri, shown, type PortDocuments } from './documents.ts';
import type { PortModel } from './model.ts';
import type { ToHost, ToPage } from './protocol.ts';

export interface PanelParts {
  readonly extensionUri: Uri;
  readonly tools: PortTools;
  readonly documents: PortDocuments;
  /** What the tab may say: the window's title repeats it. */
  readonly title: string;
  readonly openPrivatePull: () => Thenable<unknown>;
  /** For the log. */
  readonly report: (error: unknown) => void;
}

/** The port page: shows the model's state and hands what is pressed to it. */
export class PortPanel implements Disposable {
  readonly #parts: PanelParts;
  readonly #model: PortModel;
  readonly #panel: WebviewPanel;
  readonly #messages: MessageHandler<ToPage, ToHost>;
  readonly #listeners: Disposable[];
  /** The last edit that was taken in; goes back with each state (see protocol). */
  #revision = 0;

  constructor(parts: PanelParts, model: PortModel, onClosed: () => void) {
    this.#parts = parts;
    this.#model = model;
    const { extensionUri } = parts;
    const { title } = parts;
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
    this.#listeners = [
      webview.onDidReceiveMessage((data: unknown) => this.#messages.receive(data)),
      model.onDidChange(() => this.#show()),
      this.#panel.onDidDispose(() => {
        this.dispose();
        onClosed();
      }),
    ];
    parts.documents.add(model.key, (side, path) => this.#read(side, path));
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
    this.#parts.documents.remove(this.#model.key);
    this.#messages.dispose();
    for (const listener of this.#listeners) listener.dispose();
  }

  #show(): void {
    // A hidden page is gone; it asks by `ready` when it comes back.
    if (!this.#panel.visible) return;
    this.#messages
      .ask({ t: 'state', state: this.#model.state, revision: this.#revision })
      .catch(() => undefined);
  }

  /** What went wrong is one sentence in the page; a bug of ours is in the log. */
  async #answer(message: ToHost): Promise<unknown> {
    try {
      return await this.#handle(message);
    } catch (error) {
      if (error instanceof Error && 'kind' in error) throw error;
      this.#parts.report(error);
      throw new Error('This failed inside GHSA Coordinator. The log has the detail.', { cause: error });
    }
  }

  #handle(message: ToHost): unknown {
    const model = this.#model;
    switch (message.t) {
      case 'ready':
        return this.#show();
      case 'edit':
        if (!portFields.includes(message.field) || typeof message.value !== 'string') return undefined;
        this.#revision = message.revision;
        return model.edit(message.field, message.value);
      case 'author':
        return model.chooseAuthor(message.id);
      case 'label':
        return model.setLabel(message.target, message.name, message.on);
      case 'backport':
        return model.setBackport(message.branch, message.on);
      case 'existingIssue':
        return model.useIssue(message.number);
      case 'fix':
        return model.fix(message.finding, message.fix);
      case 'keep':
        return model.keep(message.finding, message.reason);
      case 'unkeep':
        return model.unkeep(message.finding);
      case 'openFile':
        return this.#openFile(message.path);
      case 'reviewAll':
        return this.#reviewAll();
      case 'openPrivatePull':
        return this.#parts.openPrivatePull();
      case 'openLink':
        return this.#openLink(message.step);
      case 'savePatch':
        return this.#savePatch();
      case 'copyLabelRequest':
        return this.#copyLabelRequest();
      case 'makePublic':
        return model.makePublic(message.seen);
      case 'continue':
        return model.start();
      case 'stopAfterStep':
        return model.stopAfterStep();
      case 'cancel':
      case 'close':
        return this.close();
      default:
        throw new Error('This message has no form that we know.');
    }
  }

  async #read(side: 'main' | 'fix', path: string): Promise<string> {
    const { prepared, draft } = this.#model;
    if (!prepared || !draft) return '';
    const file = prepared.files.find(entry => entry.path === path);
    if (!file) return side === 'fix' ? draft.texts['commit.blurb'] : '';
    const blob = blobOf(file, side);
    if (blob === null) return '';
    return shown(await blobBytes(this.#parts.tools.git, { path: prepared.scratch, borrows: true }, blob));
  }

  #openFile(path: string): Thenable<unknown> {
    const { key } = this.#model;
    const name = path.slice(path.lastIndexOf('/') + 1);
    return commands.executeCommand(
      'vscode.diff',
      documentUri({ key, side: 'main', path }),
      documentUri({ key, side: 'fix', path }),
      `${name} (main ↔ fix)`,
    );
  }

  #reviewAll(): Thenable<unknown> {
    const { key, state } = this.#model;
    const resources = state.view.files.map(({ path }) => [
      documentUri({ key, side: 'fix', path }),
      documentUri({ key, side: 'main', path }),
      documentUri({ key, side: 'fix', path }),
    ]);
    return commands.executeCommand('vscode.changes', 'What becomes public', resources);
  }

  #openLink(step: string): Thenable<unknown> | undefined {
    const link = this.#model.state.steps.find(({ id }) => id === step)?.link;
    return link ? env.openExternal(Uri.parse(link, true)) : undefined;
  }

  async #savePatch(): Promise<void> {
    const { prepared } = this.#model;
    if (!prepared) return;
    const target = await window.showSaveDialog({ title: 'Save .patch', filters: { Patch: ['patch'] } });
    if (target) await workspace.fs.writeFile(target, prepared.patch);
  }

  async #copyLabelRequest(): Promise<void> {
    const { state } = this.#model;
    const link = state.steps.find(({ id }) => id === 'pull')?.link ?? '';
    await env.clipboard.writeText(
      `Could a triager please set ${state.droppedLabels.join(', ')} on ${link}? Thank you.`,
    );
  }
}
