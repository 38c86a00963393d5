import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Works with a git configuration of the user's, which counts as in a terminal. */
export async function withConfig(config: string, work: () => Promise<void>): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'ghsa-home-'));
  await writeFile(join(home, '.gitconfig'), `${config}\n`);
  const former = process.env['HOME'];
  process.env['HOME'] = home;
  try {
    await work();
  } finally {
    process.env['HOME'] = former;
    await rm(home, { recursive: true });
  }
}
