import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchOnly } from '../guard/forms.ts';
import type { Git } from '../run.ts';
import { remoteAddress } from '../source.ts';
import type { CloneRequest } from './types.ts';

/**
 * An empty repository with its two remotes: `origin`, the private fork, and `upstream`, the public repository. Nothing
 * of the user's template comes in (hooks), and no tag is followed.
 *
 * `lazily`: file contents come when they are needed, from the fork, and what is public from the public repository,
 * which is there when the fork is gone.
 */
export async function makeRepository(
  git: Git,
  part: string,
  { lazily, ...request }: CloneRequest & { readonly lazily: boolean },
  signal?: AbortSignal,
): Promise<void> {
  await git.run({
    cwd: part,
    args: ['init', '--quiet', '--object-format=sha1', `--initial-branch=${request.defaultBranch}`],
    config: ['init.templateDir='],
    signal,
  });
  const remotes = [
    ['origin', remoteAddress(request, request.fork)],
    // As the guard wants it: nothing is fetched from there before it is set.
    ['upstream', `${fetchOnly}${request.upstream}.git`],
  ].flatMap(([name = '', url = '']) => [
    `[remote "${name}"]`,
    `\turl = ${quoted(url)}`,
    `\tfetch = +refs/heads/*:refs/remotes/${name}/*`,
    '\ttagOpt = --no-tags',
    ...(lazily ? ['\tpromisor = true', '\tpartialCloneFilter = blob:none'] : []),
  ]);
  const format = lazily
    ? ['[core]', '\trepositoryFormatVersion = 1', '[extensions]', '\tpartialClone = origin']
    : [];
  // In one go: a `git config` per line would be most of the time of the clone.
  await appendFile(join(part, '.git', 'config'), `${[...format, ...remotes].join('\n')}\n`);
}

/** A value as git's configuration wants it. */
function quoted(value: string): string {
  return `"${value.replace(/[\\"]/g, '\\$&')}"`;
}
