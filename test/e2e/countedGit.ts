import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { gitShim, type GitShim } from '../leaks/gitShim.ts';
import type { Version } from '../vscode/install.ts';
import { Workbench } from './workbench.ts';

export interface Counted {
  readonly at: Workbench;
  readonly shim: GitShim;
  close(): Promise<void>;
}

/** A person signed in to a window in which each start of git is counted, by the setting or by the search path. */
export async function openCounted(
  version: Version,
  options: {
    readonly restricted?: boolean;
    readonly folder?: string;
    readonly settings?: Readonly<Record<string, unknown>>;
  },
): Promise<Counted> {
  const outer = await mkdtemp(join(tmpdir(), 'ghsa-counted-'));
  const remove = () => rm(outer, { recursive: true, force: true, maxRetries: 3 });
  const shim = await gitShim(join(outer, 'shim'));
  const { settings, ...rest } = options;
  const at = await Workbench.open(version, {
    ...rest,
    server: {
      env: { PATH: [join(outer, 'shim'), process.env['PATH']].join(delimiter) },
      settings: { 'git.path': shim.binary, ...settings },
    },
  });
  await at.openView();
  await at.signIn();
  return {
    at,
    shim,
    async close() {
      await at.close();
      await remove();
    },
  };
}

/** Titles that the palette and the menu of a row offer, and what is wrong with them: they would run git. */
export async function gitOffered(at: Workbench, label: string, titles: readonly string[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const title of titles)
    if ((await at.offered(`GHSA: ${title}`)).some(row => row.includes(title)))
      wrong.push(`${title} in the palette`);
  await at.rest();
  await at.row(label).first().click({ button: 'right' });
  const labels = at.page.locator('.monaco-menu .action-label');
  // The menu is there with what it always offers.
  await labels.filter({ hasText: 'Copy' }).first().waitFor();
  for (const item of await labels.allInnerTexts())
    if (/\b(?:Clone|Port|Backport)\b/.test(item)) wrong.push(`${item} at the row`);
  await at.page.keyboard.press('Escape');
  return wrong;
}
