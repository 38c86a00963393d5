import { remoteAddress } from '../source.ts';
import type { Git } from '../run.ts';
import type { CloneRequest } from './types.ts';

/**
 * An empty repository with its two remotes: `origin`, the private fork, and `upstream`, the public repository. Nothing
 * of the user's template comes in (hooks), and no tag is followed.
 */
export async function makeRepository(
  git: Git,
  part: string,
  request: CloneRequest,
  signal?: AbortSignal,
): Promise<void> {
  await git.run({
    cwd: part,
    args: ['init', '--quiet', '--object-format=sha1', `--initial-branch=${request.defaultBranch}`],
    config: ['init.templateDir='],
    signal,
  });
  for (const [key, value] of [
    ['remote.origin.url', remoteAddress(request, request.fork)],
    ['remote.origin.fetch', '+refs/heads/*:refs/remotes/origin/*'],
    ['remote.origin.tagOpt', '--no-tags'],
    ['remote.upstream.url', remoteAddress(request, request.upstream)],
    ['remote.upstream.fetch', '+refs/heads/*:refs/remotes/upstream/*'],
    ['remote.upstream.tagOpt', '--no-tags'],
  ] as const) {
    await git.run({ cwd: part, args: ['config', '--local', key, value], signal });
  }
}

/**
 * From now on file contents come when they are needed: from the fork, and what is public from the public repository,
 * which is there when the fork is gone.
 */
export async function leaveContents(git: Git, part: string, signal?: AbortSignal): Promise<void> {
  for (const [key, value] of [
    ['core.repositoryFormatVersion', '1'],
    ['extensions.partialClone', 'origin'],
    ...['origin', 'upstream'].flatMap(name => [
      [`remote.${name}.promisor`, 'true'] as const,
      [`remote.${name}.partialCloneFilter`, 'blob:none'] as const,
    ]),
  ] as const) {
    await git.run({ cwd: part, args: ['config', '--local', key, value], signal });
  }
}
