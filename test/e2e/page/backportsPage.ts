import type { Browser } from 'playwright-core';
import type { BackportsState, ToHost, ToPage } from '../../../src/ui/backports/protocol.ts';
import { HostedPage, type OpenLook } from './hostedPage.ts';

/** The page of all backports in a plain browser, under its own CSP; this end is the host. */
export class BackportsPage extends HostedPage<BackportsState, ToPage, ToHost> {
  /** Opens the page and waits until it shows `state`. */
  static open(browser: Browser, state: BackportsState, look: OpenLook = {}): Promise<BackportsPage> {
    return new BackportsPage(state, 0).opening(browser, 'backports', look);
  }

  async show(state: BackportsState): Promise<void> {
    await this.messages.ask({ t: 'state', state });
  }

  /** The last thing of this kind that the page asked, once everything that it sent so far has come. */
  async last<T extends ToHost['t']>(tag: T): Promise<Extract<ToHost, { t: T }> | undefined> {
    await this.page.evaluate(() => 0);
    return this.lastAsked(tag);
  }
}
