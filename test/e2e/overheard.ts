import assert from 'node:assert/strict';
import type { BrowserContext } from 'playwright-core';
import type { Sandbox } from '../../src/sandbox/index.ts';

/** All that notifications and the status bar of all windows said: whoever looks over a shoulder reads it. */
export class Overheard {
  readonly #said = new Set<string>();

  /** Listens in every window that this context opens from here on. */
  async listen(context: BrowserContext): Promise<void> {
    await context.exposeBinding('ghsaOverheard', (_, words: string) => void this.#said.add(words));
    await context.addInitScript(() => {
      if (window !== window.top) return;
      const { ghsaOverheard: tell } = window as unknown as { ghsaOverheard(words: string): Promise<void> };
      const told = new Set<string>();
      let asked = false;
      const look = () => {
        asked = false;
        for (const place of document.querySelectorAll('.notification-list-item, .statusbar-item')) {
          const labels = [place, ...place.querySelectorAll('[aria-label], [title]')].flatMap(each => [
            each.getAttribute('aria-label') ?? '',
            each.getAttribute('title') ?? '',
          ]);
          const words = [place.textContent, ...labels].join('\n');
          if (told.has(words)) continue;
          told.add(words);
          void tell(words);
        }
      };
      new MutationObserver(() => {
        if (!asked) requestAnimationFrame(look);
        asked = true;
      }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    });
  }

  /** No title of what is not published, and of no private pull request, was among it; and something was, so that the look sees. */
  assertNoTitle({ store }: Sandbox): void {
    const words = [...this.#said];
    assert.ok(words.length > 5, 'Nothing was overheard.');
    const advisories = [...store.advisories.values()].filter(({ state }) => state !== 'published');
    const pulls = [...store.repos.values()]
      .filter(repo => repo.private)
      .flatMap(({ issues }) => [...issues.values()]);
    for (const whole of [...advisories.map(({ summary }) => summary), ...pulls.map(({ title }) => title)]) {
      // The tags of the bot come and go.
      const title = whole.replace(/^(?:\[\w+\] ?)+/, '').slice(0, 24);
      const found = words.find(said => said.includes(title));
      assert.equal(found, undefined, `A notification or the status bar said "${title}".`);
    }
  }
}
