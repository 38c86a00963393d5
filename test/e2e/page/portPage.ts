import type { Browser, Locator } from 'playwright-core';
import type {
  BackportState,
  ConflictState,
  IssueState,
  PortState,
  PublishState,
  ToHost,
  ToPage,
} from '../../../src/ui/port/protocol.ts';
import { HostedPage, type OpenLook } from './hostedPage.ts';

type Shown = PortState | IssueState | BackportState | PublishState;

/** The port page in a plain browser, under its own CSP; this end is the host. */
export class PortPage extends HostedPage<Shown, ToPage, ToHost> {
  /** Opens the page and waits until it shows `state`. `revision` is what the host had counted so far. */
  static open(browser: Browser, state: Shown, look: OpenLook = {}): Promise<PortPage> {
    return new PortPage(state, look.revision ?? 0).opening(browser, 'port', look);
  }

  /** Shows the conflicts that wait. */
  async showConflicts(state: ConflictState): Promise<void> {
    await this.messages.ask({ t: 'conflict', state });
  }

  /** Shows a state, as the host does after an edit with this number. */
  async show(state: Shown, revision = 0): Promise<void> {
    await this.messages.ask(
      'privatePull' in state
        ? { t: 'state', state, revision }
        : 'branch' in state
          ? { t: 'onto', state, revision }
          : 'purpose' in state
            ? { t: 'issue', state, revision }
            : { t: 'publish', state, revision },
    );
  }

  /** The last thing of this kind that the page asked. */
  last<T extends ToHost['t']>(tag: T): Extract<ToHost, { t: T }> | undefined {
    return this.lastAsked(tag);
  }

  /** The issue's title as the page last sent it to become public. */
  get titleSent(): string | undefined {
    const fields = this.last('makePublic')?.seen.fields;
    return fields && 'issue.title' in fields ? fields['issue.title'] : undefined;
  }

  /** Resolves when everything that the page sent so far has come: the browser answers in order. */
  async heard(): Promise<void> {
    await this.page.evaluate(() => 0);
  }

  get makePublic(): Locator {
    return this.page.locator('#make-public');
  }
}
