import { commands, env, Uri, window, type Disposable } from 'vscode';
import { fieldNames, type FieldName } from '../../advisory/fields.ts';
import { repoName, shortId } from '../../advisory/model.ts';
import { searchWeaknesses, weaknessName } from '../../advisory/weaknesses.ts';
import { label } from '../advisories/words.ts';
import { PagePanel, tabTitle } from '../common/pagePanel.ts';
import { settings } from '../common/settings.ts';
import type { AdvisoryDocuments } from './documents.ts';
import type { AdvisoryRef } from './link.ts';
import type { EditorModel } from './model.ts';
import { proposedNews } from './news.ts';
import type { ToHost, ToPage } from './protocol.ts';

export interface AdvisoryPageParts extends AdvisoryRef {
  readonly extensionUri: Uri;
  readonly model: EditorModel;
  readonly documents: AdvisoryDocuments;
  readonly report: (error: unknown) => void;
  readonly changed: () => void;
  readonly closed: () => void;
  readonly column: number | undefined;
}

/** The panel of one advisory: shows its model and does what is pressed there. */
export class AdvisoryPage implements Disposable {
  readonly #parts: AdvisoryPageParts;
  readonly #panel: PagePanel<ToPage, ToHost>;
  readonly #listeners: Disposable[];
  #loaded = false;

  constructor(parts: AdvisoryPageParts) {
    const { extensionUri, model, report, changed, closed, column } = parts;
    this.#parts = parts;
    this.#panel = new PagePanel<ToPage, ToHost>({
      extensionUri,
      viewType: 'ghsa.editor',
      title: this.#title,
      page: 'advisory',
      heading: 'Security advisory',
      message: () => this.#message(),
      handle: message => this.handle(message),
      report,
      closed: () => {
        this.dispose();
        closed();
      },
      ...(column === undefined ? {} : { column }),
    });
    this.#listeners = [
      model.onDidChange(() => this.redraw()),
      model.onDidEdit(() => (this.#panel.title = this.#title)),
      this.#panel.onDidChangeViewState(changed),
    ];
  }

  get active(): boolean {
    return this.#panel.active;
  }

  get column(): number | undefined {
    return this.#panel.column;
  }

  get model(): EditorModel {
    return this.#parts.model;
  }

  reveal(): void {
    this.#panel.reveal();
  }

  /** A key that VS Code handles. */
  press(what: Extract<ToPage, { readonly t: 'press' }>['what']): void {
    this.#panel.send({ t: 'press', what });
  }

  /** Draws it anew: a setting changed. */
  redraw(): void {
    this.#panel.title = this.#title;
    this.#panel.show();
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
    this.#panel.dispose();
  }

  /** Titles stand in tabs, and the window's title repeats them; ids where they are hidden or not known yet. */
  get #title(): string {
    const { model, ghsaId } = this.#parts;
    const title =
      model.advisory === null || settings.hideTitles()
        ? `GHSA ${shortId(ghsaId)}`
        : tabTitle(label(model.advisory, false));
    return model.dirty ? `● ${title}` : title;
  }

  /** The first look at the page is what reads the advisory. */
  #message(): ToPage {
    const { model } = this.#parts;
    if (!this.#loaded) {
      this.#loaded = true;
      void model.load();
    }
    return { t: 'state', state: model.state, revision: model.revision };
  }

  /** What is pressed in the page. */
  handle(message: Exclude<ToHost, { readonly t: 'ready' }>): unknown {
    const { model, documents, ghsaId } = this.#parts;
    switch (message.t) {
      case 'draft':
        return model.edit(message.draft, message.revision, message.generation);
      case 'save':
        model.edit(message.draft, message.revision, message.generation);
        return model.save({
          ...(message.send ? { send: message.send } : {}),
          ...(message.original ? { original: message.original } : {}),
        });
      case 'cancelSave':
        return model.cancelSave();
      case 'settle':
        return fieldNames.includes(message.field as FieldName)
          ? model.settle(message.field, message.keep)
          : undefined;
      case 'dismiss':
        return model.dismiss(message.notice);
      case 'offer':
        return this.#offer(message.id);
      case 'openOriginal':
        return model.originalText === null
          ? undefined
          : documents.open(`${ghsaId}/Original report.md`, model.originalText);
      case 'comment':
        return model.comment(message.body, message.again === true);
      case 'copy':
        return env.clipboard.writeText(message.text);
      case 'openRecord':
        return documents.open(`${ghsaId}/CVE record.json`, message.text);
      case 'openLink':
        return openLink(message.url);
      case 'discardDraft':
        return model.discard();
      case 'copyDraft':
        return env.clipboard.writeText(model.draftText);
      case 'previewBeside':
        return settings.setPreviewBeside(message.on === true);
      case 'proposeNews':
        return message.titles.map(title => proposedNews(model.state.repo, title));
      case 'findWeakness':
        return searchWeaknesses(message.words);
      case 'nameWeaknesses':
        return message.ids.map(id => ({ id, name: weaknessName(id) ?? '' }));
      case 'readDiscussion':
        return model.discussion.read();
      case 'findSimilar':
        return model.discussion.similar.find();
      case 'searchWider':
        return model.discussion.similar.searchWider(message.words);
      case 'openSimilar':
        return this.#openSimilar(message.id);
      case 'replyOnGitHub':
        return this.#replyOnGitHub(message.body);
      case 'decide':
        return this.#decide(message.what, message.reply, message.written);
    }
  }

  #openSimilar(id: string): unknown {
    const found = this.#parts.model.discussion.similar.opens(id);
    if (found === null) return undefined;
    if ('url' in found) return openLink(found.url);
    return commands.executeCommand('ghsa.openAdvisory', { kind: 'advisory', advisory: found.advisory });
  }

  async #replyOnGitHub(body: string): Promise<void> {
    await env.clipboard.writeText(body);
    await this.#offer('openOnGitHub');
  }

  /** VS Code asks its own questions; the page is answered when they are. */
  async #decide(what: string, reply: string | null, written: unknown): Promise<void> {
    const { model } = this.#parts;
    const { advisory } = model;
    if (advisory === null || (what !== 'accept' && what !== 'reject')) return;
    const row = { kind: 'advisory', advisory };
    const posted = await commands.executeCommand(
      `ghsa.${what}`,
      row,
      ...(reply === null ? [] : [reply, written === true]),
    );
    await model.decided(typeof posted === 'string' ? reply : null);
  }

  async #offer(id: string): Promise<unknown> {
    const { model, repo, ghsaId } = this.#parts;
    const gitUrl = settings.gitUrl().replace(/\/+$/, '');
    const address = model.advisory?.htmlUrl || `${gitUrl}/${repoName(repo)}/security/advisories/${ghsaId}`;
    switch (id) {
      case 'openOnGitHub':
        return openLink(address);
      case 'askAdmin':
        await env.clipboard.writeText(model.adminRequest);
        return void window.showInformationMessage(
          `The request for ${shortId(ghsaId)} is on the clipboard. Send it to an admin.`,
        );
      case 'signIn':
        await commands.executeCommand('ghsa.signIn');
        return model.load();
      case 'authorize':
        if (model.ssoUrl !== null) await env.openExternal(Uri.parse(model.ssoUrl));
        return undefined;
      case 'showLog':
        return commands.executeCommand('ghsa.showLog');
      default:
        return model.again();
    }
  }
}

/** Opens an address of a text; VS Code asks before it leaves for a site that is not trusted. */
async function openLink(url: string): Promise<void> {
  if (/^(?:https?:\/\/|mailto:)/i.test(url)) await env.openExternal(Uri.parse(url, true));
}
