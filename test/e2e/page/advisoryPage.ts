import type { Browser } from 'playwright-core';
import type { EditorState, ToHost, ToPage } from '../../../src/ui/editor/protocol.ts';
import { HostedPage, type OpenLook } from './hostedPage.ts';

/** The advisory page in a plain browser, under its own CSP; this end is the host. */
export class AdvisoryPage extends HostedPage<EditorState, ToPage, ToHost> {
  /** Opens the page and waits until it shows `state`. `revision` is what the host had counted so far. */
  static open(browser: Browser, state: EditorState, look: OpenLook = {}): Promise<AdvisoryPage> {
    return new AdvisoryPage(state, look.revision ?? 0).opening(browser, 'advisory', look);
  }

  /** Shows a state, as the host does after an edit with this number. */
  async show(state: EditorState, revision = 0): Promise<void> {
    await this.messages.ask({ t: 'state', state, revision });
  }

  /** A command of VS Code: a key or the palette. */
  async press(what: Extract<ToPage, { t: 'press' }>['what']): Promise<void> {
    await this.messages.ask({ t: 'press', what });
  }

  /** The last thing of this kind that the page asked. */
  last<T extends ToHost['t']>(tag: T): Extract<ToHost, { t: T }> | undefined {
    return this.lastAsked(tag);
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
}
