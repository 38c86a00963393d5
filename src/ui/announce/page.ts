import { commands, env, type Disposable, type Uri } from 'vscode';
import { shortId, type Advisory } from '../../advisory/model.ts';
import { eml, mailto, plainTitle } from '../../texts/index.ts';
import { cveIdOrNone } from '../../texts/plain.ts';
import type { Gate } from '../../jobs/announce/index.ts';
import { PagePanel, tabTitle } from '../common/pagePanel.ts';
import { settings } from '../common/settings.ts';
import { openOutside } from '../decide/ask.ts';
import { saveText } from './files.ts';
import type { AnnounceModel } from './model.ts';
import type { MailView, SendWay, ToHost, ToPage } from './protocol.ts';

export interface AnnouncePageParts {
  readonly extensionUri: Uri;
  readonly model: AnnounceModel;
  /** The CVE record, where the user says. Answers what was done, as words. */
  readonly saveRecord: () => Promise<string | null>;
  readonly report: (error: unknown) => void;
  readonly closed: () => void;
}

/** The panel of one announcement: shows its model and does what is pressed there. */
export class AnnouncePage implements Disposable {
  readonly #parts: AnnouncePageParts;
  readonly #panel: PagePanel<ToPage, ToHost>;
  readonly #listener: { dispose(): void };

  constructor(parts: AnnouncePageParts) {
    const { extensionUri, model, report, closed } = parts;
    this.#parts = parts;
    this.#panel = new PagePanel<ToPage, ToHost>({
      extensionUri,
      viewType: 'ghsa.announce',
      title: this.#title,
      page: 'announce',
      heading: 'Announce',
      message: () => ({ t: 'state', state: model.state, revision: model.revision }),
      handle: message => this.handle(message),
      report,
      closed: () => {
        this.dispose();
        closed();
      },
    });
    this.#listener = model.onDidChange(() => this.redraw());
  }

  get active(): boolean {
    return this.#panel.active;
  }

  reveal(): void {
    this.#panel.reveal();
  }

  /** Draws it anew: a setting changed. */
  redraw(): void {
    this.#panel.title = this.#title;
    this.#panel.show();
  }

  close(): void {
    this.#panel.close();
  }

  dispose(): void {
    this.#listener.dispose();
    this.#panel.dispose();
  }

  /** Titles stand in tabs, and the window's title repeats them; ids where they are hidden. */
  get #title(): string {
    const { title, ghsaId } = this.#parts.model.advisory;
    return `Announce: ${settings.hideTitles() ? shortId(ghsaId) : tabTitle(plainTitle(title))}`;
  }

  /** What is pressed in the page. */
  handle(message: Exclude<ToHost, { readonly t: 'ready' }>): unknown {
    const { model, saveRecord } = this.#parts;
    switch (message.t) {
      case 'again':
        return model.load();
      case 'repair':
        return this.#repair(message.gate);
      case 'pull':
        return model.namePull(String(message.text));
      case 'text':
        if (message.value !== null && typeof message.value !== 'string') return undefined;
        return model.edit(message.value, message.revision);
      case 'undo':
        return model.undo(message.revision);
      case 'read':
        return model.readTemplate();
      case 'fix':
        return model.fix(message.finding, message.fix);
      case 'keep':
        return model.keep(message.finding, String(message.reason));
      case 'unkeep':
        return model.unkeep(message.finding);
      case 'send':
        return this.#hand(message.way, model.mail(message.seen));
      case 'sent':
        return model.markSent(message.on === null ? null : String(message.on));
      case 'archive':
        return model.keepArchive(String(message.url));
      case 'saveRecord':
        return saveRecord();
      case 'checkRecord':
        return model.checkRecord();
      case 'showBackports':
        return commands.executeCommand('ghsa.showBackports', rowOf(model.advisory));
      case 'close':
        return commands.executeCommand('ghsa.close', rowOf(model.advisory));
    }
  }

  /** Hands the e-mail to the user's own mail program, by one of the ways. Answers what was done, as words. */
  async #hand(way: SendWay, mail: MailView): Promise<string | null> {
    switch (way) {
      case 'mail':
        return (await openOutside(mailto(mail)))
          ? 'Your mail program has it. Nothing is sent before you send it there.'
          : 'No mail program took it. Copy the text, or save it as a file.';
      case 'copy':
        await env.clipboard.writeText(mail.body);
        return 'The text is on the clipboard, without To, Reply to and Subject.';
      case 'eml': {
        const { cveId } = this.#parts.model.advisory;
        const proposed = `${cveIdOrNone(cveId ?? '') || 'announcement'}.eml`;
        const name = await saveText('Save .eml', proposed, { 'E-mail': ['eml'] }, eml(mail));
        return name === null ? null : `Saved as ${name}. Open it in your mail program.`;
      }
      default:
        return null;
    }
  }

  /** Each gate is put right at its own place. */
  async #repair(id: string): Promise<void> {
    const { model } = this.#parts;
    const row = rowOf(model.advisory);
    const repair = model.gates.find(gate => gate.id === id)?.repair?.id;
    await repairs(model)[repair ?? 'again'](row);
  }
}

type Row = { readonly kind: 'advisory'; readonly advisory: Advisory };
type RepairId = NonNullable<Gate['repair']>['id'];

const rowOf = (advisory: Advisory): Row => ({ kind: 'advisory', advisory });

function repairs(model: AnnounceModel): Readonly<Record<RepairId, (row: Row) => unknown>> {
  const run =
    (command: string, ...more: readonly unknown[]) =>
    (row: Row) =>
      commands.executeCommand(command, row, ...more);
  return {
    accept: run('ghsa.accept'),
    severity: run('ghsa.openAdvisory', 'severity'),
    title: run('ghsa.openAdvisory', 'advisory'),
    description: run('ghsa.openAdvisory', 'advisory'),
    cveId: run('ghsa.setCveId'),
    port: run('ghsa.port'),
    showPull: () => openOutside(model.facts.fix.pull?.htmlUrl ?? ''),
    address: () => commands.executeCommand('workbench.action.openSettings', 'ghsa.mail.to'),
    again: () => model.load(),
  };
}
