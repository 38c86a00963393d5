import type { Browser, Page } from 'playwright-core';
import type { EditorState, ToHost, ToPage } from '../../../src/ui/editor/protocol.ts';
import { MessageHandler } from '../../../src/ui/messageHandler.ts';
import { Alone, type Look } from './alone.ts';

/** The advisory page in a plain browser, under its own CSP; this end is the host. */
export class AdvisoryPage {
  /** What the page asked, in order, without its first `ready`. */
  readonly asked: ToHost[] = [];
  /** Answers what the page asks; its errors reach the page. */
  answer: (message: ToHost) => unknown = () => undefined;
  readonly #messages: MessageHandler<ToPage, ToHost>;
  #alone!: Alone;

  private constructor(first: EditorState, revision: number) {
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
    state: EditorState,
    look: Look & { readonly revision?: number } = {},
  ): Promise<AdvisoryPage> {
    const opened = new AdvisoryPage(state, look.revision ?? 0);
    const early: unknown[] = [];
    opened.#alone = await Alone.open(
      browser,
      'advisory',
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
  async show(state: EditorState, revision = 0): Promise<void> {
    await this.#messages.ask({ t: 'state', state, revision });
  }

  /** A command of VS Code: a key or the palette. */
  async press(what: Extract<ToPage, { t: 'press' }>['what']): Promise<void> {
    await this.#messages.ask({ t: 'press', what });
  }

  /** The last thing of this kind that the page asked. */
  last<T extends ToHost['t']>(tag: T): Extract<ToHost, { t: T }> | undefined {
    return this.asked.findLast((message): message is Extract<ToHost, { t: T }> => message.t === tag);
  }

  /** Waits until the page has said what a test needs: its messages come a little after what caused them. */
  async until(there: () => boolean): Promise<void> {
    const deadline = Date.now() + 5000;
    while (!there()) {
      if (Date.now() > deadline) throw new Error('The page did not say it.');
      await this.page.evaluate(() => new Promise(requestAnimationFrame));
    }
  }

  /** Pastes a text where the focus is, as Ctrl+V does. */
  async paste(text: string): Promise<void> {
    await this.page.evaluate(pasted => {
      const data = new DataTransfer();
      data.setData('text/plain', pasted);
      const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
      (document.activeElement ?? document.body).dispatchEvent(event);
    }, text);
  }

  /** Name and value of what has the focus: `AV:N` for a radio, else its id or its text. */
  focus(): Promise<string> {
    return this.page.evaluate(() => {
      const active = document.activeElement!;
      if (active instanceof HTMLInputElement && active.type === 'radio')
        return `${active.name}:${active.value}`;
      return active.id || active.textContent!.trim();
    });
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
