import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GitError } from './errors.ts';
import type { Git } from './run.ts';
import type { Scratch } from './scratch.ts';
import { splitSeries } from './series.ts';

/** Who wrote a patch file and what it says it does (`git mailinfo`); null where it does not say. */
export async function readMail(
  git: Git,
  scratch: Scratch,
  bytes: Uint8Array,
): Promise<{ readonly name: string; readonly email: string; readonly subject: string | null } | null> {
  const [text, diff] = [join(scratch.path, 'mail-text'), join(scratch.path, 'mail-diff')];
  try {
    for (const path of [text, diff]) await writeFile(path, '', { mode: 0o600 });
    const args = ['mailinfo', '--encoding=UTF-8', text, diff];
    const parts = splitSeries(bytes);
    const first = parts.find(part => Buffer.from(part).toString('latin1').startsWith('From ')) ?? parts[0]!;
    const { out } = await git.run({ cwd: scratch.path, args, input: first });
    const field = (name: string) => new RegExp(`^${name}: (.+)$`, 'm').exec(out)?.[1] ?? null;
    const [name, email] = [field('Author'), field('Email')];
    return name === null || email === null ? null : { name, email, subject: field('Subject') };
  } catch (error) {
    if (error instanceof GitError && error.kind === 'failed') return null;
    throw error;
  } finally {
    await Promise.all([text, diff].map(path => rm(path, { force: true })));
  }
}
