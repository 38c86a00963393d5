import type { Browser, Page } from 'playwright-core';
import { MessageHandler, type Tagged } from '../../../src/ui/messageHandler.ts';
import { Alone, type Look } from './alone.ts';

export type OpenLook = Look & { readonly revision?: number };

/** One of our pages in a plain browser, under its own CSP; this end is the host. Each page has its own below. */
export abstract class HostedPage<State, ToPage extends Tagged, ToHost extends Tagged> {
  /** What the page asked, in order, without its first `ready`. */
  readonly asked: ToHost[] = [];
  /** Answers what the page asks; its errors reach the page. */
  answer: (message: ToHost) => unknown = () => undefined;
  protected readonly messages: MessageHandler<ToPage, ToHost>;
  #alone!: Alone;

  protected constructor(first: State, revision: number) {
    this.messages = new MessageHandler<ToPage, ToHost>(
      message => this.#alone.send(message),
      message => {
        if (message.t === 'ready') return void this.show(first, revision);
        this.asked.push(message);
        return this.answer(message);
      },
    );
  }

  /** Shows a state, as the host does after an edit with this number. */
  abstract show(state: State, revision?: number): Promise<void>;

  /** Opens the page of this name and waits until it shows what it was made with. */
  protected async opening(browser: Browser, name: string, look: Look): Promise<this> {
    const early: unknown[] = [];
    this.#alone = await Alone.open(
      browser,
      name,
      data => (this.#alone ? this.messages.receive(data) : early.push(data)),
      look,
    );
    for (const data of early) this.messages.receive(data);
    await this.page.locator('body[data-phase]').waitFor();
    return this;
  }

  get page(): Page {
    return this.#alone.page;
  }

  get complaints(): readonly string[] {
    return this.#alone.complaints;
  }

  /** What was asked for from its first line on, besides its own files. */
  get foreign(): readonly string[] {
    return this.#alone.foreign;
  }

  /** The last thing of this kind that the page asked. */
  protected lastAsked<T extends ToHost['t']>(tag: T): Extract<ToHost, { t: T }> | undefined {
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
    this.messages.dispose();
    return this.#alone.close();
  }
}
