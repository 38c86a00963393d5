import type { Browser, Locator, Page } from 'playwright-core';
import { MessageHandler } from '../../../src/ui/messageHandler.ts';
import type { ConflictState, IssueState, PortState, ToHost, ToPage } from '../../../src/ui/port/protocol.ts';
import { Alone, type Look } from './alone.ts';

/** The port page in a plain browser, under its own CSP; this end is the host. */
export class PortPage {
  /** What the page asked, in order, without its first `ready`. */
  readonly asked: ToHost[] = [];
  /** Answers what the page asks; its errors reach the page. */
  answer: (message: ToHost) => unknown = () => undefined;
  readonly #messages: MessageHandler<ToPage, ToHost>;
  #alone!: Alone;

  private constructor(first: PortState | IssueState, revision: number) {
    this.#messages = new MessageHandler<ToPage, ToHost>(
      message => this.#alone.send(message),
      message => {
        if (message.t === 'ready') return void this.show(first, revision);
        this.asked.push(message);
        return this.answer(message);
      },
    );
  }

  /** Opens the page and waits until it shows `state`. `revision` is what the host had counted so far. */
  static async open(
    browser: Browser,
    state: PortState | IssueState,
    look: Look & { readonly revision?: number } = {},
  ): Promise<PortPage> {
    const opened = new PortPage(state, look.revision ?? 0);
    const early: unknown[] = [];
    opened.#alone = await Alone.open(
      browser,
      'port',
      data => (opened.#alone ? opened.#messages.receive(data) : early.push(data)),
      look,
    );
    for (const data of early) opened.#messages.receive(data);
    await opened.page.locator('body[data-phase]').waitFor();
    return opened;
  }

  get page(): Page {
    return this.#alone.page;
  }

  get complaints(): readonly string[] {
    return this.#alone.complaints;
  }

  /** Shows the conflicts that wait. */
  async showConflicts(state: ConflictState): Promise<void> {
    await this.#messages.ask({ t: 'conflict', state });
  }

  /** Shows a state, as the host does after an edit with this number. */
  async show(state: PortState | IssueState, revision = 0): Promise<void> {
    await this.#messages.ask(
      'privatePull' in state ? { t: 'state', state, revision } : { t: 'issue', state, revision },
    );
  }

  /** The last thing of this kind that the page asked. */
  last<T extends ToHost['t']>(tag: T): Extract<ToHost, { t: T }> | undefined {
    return this.asked.findLast((message): message is Extract<ToHost, { t: T }> => message.t === tag);
  }

  /** Resolves when everything that the page sent so far has come: the browser answers in order. */
  async heard(): Promise<void> {
    await this.page.evaluate(() => 0);
  }

  get makePublic(): Locator {
    return this.page.locator('#make-public');
  }

  violations(): Promise<string[]> {
    return this.#alone.violations();
  }

  picture(name: string): Promise<void> {
    return this.#alone.picture(name);
  }

  close(): Promise<void> {
    this.#messages.dispose();
    return this.#alone.close();
  }
}
