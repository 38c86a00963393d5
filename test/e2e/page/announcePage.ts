import type { Browser, Page } from 'playwright-core';
import type { AnnounceState, ToHost, ToPage } from '../../../src/ui/announce/protocol.ts';
import { MessageHandler } from '../../../src/ui/messageHandler.ts';
import { Alone, type Look } from './alone.ts';

/** The announce page in a plain browser, under its own CSP; this end is the host. */
export class AnnouncePage {
  /** What the page asked, in order, without its first `ready`. */
  readonly asked: ToHost[] = [];
  /** Answers what the page asks; its errors reach the page. */
  answer: (message: ToHost) => unknown = () => undefined;
  readonly #messages: MessageHandler<ToPage, ToHost>;
  #alone!: Alone;

  private constructor(first: AnnounceState, revision: number) {
    this.#messages = new MessageHandler<ToPage, ToHost>(
      message => this.#alone.send(message),
      message => {
        if (message.t === 'ready') return void this.show(first, revision);
        this.asked.push(message);
        return this.answer(message);
      },
    );
  }

  /** Opens the page and waits until it shows `state`. */
  static async open(
    browser: Browser,
    state: AnnounceState,
    look: Look & { readonly revision?: number } = {},
  ): Promise<AnnouncePage> {
    const opened = new AnnouncePage(state, look.revision ?? 0);
    const early: unknown[] = [];
    opened.#alone = await Alone.open(
      browser,
      'announce',
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

  /** Shows a state, as the host does after an edit with this number. */
  async show(state: AnnounceState, revision = 0): Promise<void> {
    await this.#messages.ask({ t: 'state', state, revision });
  }

  /** The last thing of this kind that the page asked, once everything that it sent so far has come. */
  async last<T extends ToHost['t']>(tag: T): Promise<Extract<ToHost, { t: T }> | undefined> {
    await this.page.evaluate(() => 0);
    return this.asked.findLast((message): message is Extract<ToHost, { t: T }> => message.t === tag);
  }

  violations(): Promise<string[]> {
    return this.#alone.violations();
  }

  sideways(): Promise<number> {
    return this.#alone.sideways();
  }

  picture(name: string): Promise<void> {
    return this.#alone.picture(name);
  }

  close(): Promise<void> {
    this.#messages.dispose();
    return this.#alone.close();
  }
}
