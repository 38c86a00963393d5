import type { Browser } from 'playwright-core';
import type { AnnounceState, ToHost, ToPage } from '../../../src/ui/announce/protocol.ts';
import { HostedPage, type OpenLook } from './hostedPage.ts';

/** The announce page in a plain browser, under its own CSP; this end is the host. */
export class AnnouncePage extends HostedPage<AnnounceState, ToPage, ToHost> {
  /** Opens the page and waits until it shows `state`. */
  static open(browser: Browser, state: AnnounceState, look: OpenLook = {}): Promise<AnnouncePage> {
    return new AnnouncePage(state, look.revision ?? 0).opening(browser, 'announce', look);
  }

  /** Shows a state, as the host does after an edit with this number. */
  async show(state: AnnounceState, revision = 0): Promise<void> {
    await this.messages.ask({ t: 'state', state, revision });
  }

  /** The last thing of this kind that the page asked, once everything that it sent so far has come. */
  async last<T extends ToHost['t']>(tag: T): Promise<Extract<ToHost, { t: T }> | undefined> {
    await this.page.evaluate(() => 0);
    return this.lastAsked(tag);
  }
}
