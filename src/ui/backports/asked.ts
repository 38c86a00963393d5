import { repoName } from '../../advisory/model.ts';
import { settings } from '../common/settings.ts';
import { openOutside } from '../decide/ask.ts';
import type { Dashboard } from './dashboard.ts';
import type { Presses } from './presses.ts';
import type { Show, ToHost } from './protocol.ts';

export type Pressed = Exclude<ToHost, { readonly t: 'ready' }>;

export interface AskedParts {
  readonly dashboard: Dashboard;
  readonly presses: Presses;
  readonly again: () => Promise<void>;
  readonly show: (show: Show) => void;
  readonly fold: (section: string, folded: boolean) => void;
}

const shows: readonly Show[] = ['needsYou', 'open', 'all'];

/** Does what is pressed in the page. Addresses are made here: a page names only what it shows. */
export class Asked {
  readonly #parts: AskedParts;

  constructor(parts: AskedParts) {
    this.#parts = parts;
  }

  handle(message: Pressed): unknown {
    const { presses, again, show, fold } = this.#parts;
    switch (message.t) {
      case 'again':
        return again();
      case 'show':
        return shows.includes(message.show) ? show(message.show) : undefined;
      case 'fold':
        return fold(String(message.section), message.folded === true);
      case 'open':
        return this.#open(String(message.section), message.what);
      case 'openPull':
        return this.openPull(String(message.section), message.pull);
      case 'repair':
        return presses.repair(message.section, message.branch, message.defect, message.at);
      case 'repairAll':
        return presses.repairAll();
      case 'notNeeded':
        return presses.notNeeded(String(message.section), String(message.branch));
      case 'takeBack':
        return presses.takeBack(message.section, message.branch);
      case 'warnAgain':
        return presses.warnAgain(String(message.section), String(message.defect));
    }
  }

  async openPull(section: string, number: number): Promise<void> {
    const { facts } = this.#parts.dashboard.entry(section) ?? {};
    const pull = facts && [facts.main, ...facts.pulls].find(one => one.number === number);
    if (pull) await openOutside(pull.htmlUrl);
  }

  async #open(section: string, what: string): Promise<void> {
    const entry = this.#parts.dashboard.entry(section);
    if (!entry) return;
    const { advisory, links, progress } = entry;
    const web = `${settings.gitUrl().replace(/\/+$/, '')}/${repoName(advisory.repo)}`;
    if (what === 'issue' && links.issue !== null) await openOutside(`${web}/issues/${links.issue}`);
    else if (what === 'mail' && progress.archiveUrl !== undefined) await openOutside(progress.archiveUrl);
  }
}
