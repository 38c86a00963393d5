import type { Git } from './run.ts';
import type { Scratch } from './scratch.ts';

/** One thing to fetch: `from` there becomes `to` here. Both are full ref names of our own choosing. */
export interface Wanted {
  readonly url: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Fetches one ref into scratch and gives its commit id. Nothing else is written: no tags, no FETCH_HEAD, no
 * remote. A scratch repository that borrows nothing fetches without file contents and remembers where to get
 * them (a promisor remote), because a merge needs those of the touched files only.
 */
export async function fetchRef(
  git: Git,
  scratch: Scratch,
  wanted: Wanted,
  {
    lazily = false,
    tipOnly = false,
    others = [],
    signal,
  }: {
    readonly lazily?: boolean;
    /** More refs of the same address, in the same go. */
    readonly others?: readonly Omit<Wanted, 'url'>[];
    /** Without its history, where nothing is borrowed. Never where the repository pushes. */
    readonly tipOnly?: boolean;
    readonly signal?: AbortSignal | undefined;
  } = {},
): Promise<string> {
  const filter = lazily && !scratch.borrows;
  if (filter) {
    // A repository can have several promisors; each fetch without contents needs its own.
    const remote = `remote.${wanted.to.replaceAll('/', '-')}`;
    for (const [key, value] of [
      ['core.repositoryformatversion', '1'],
      ['extensions.partialClone', wanted.to.replaceAll('/', '-')],
      [`${remote}.url`, wanted.url],
      [`${remote}.promisor`, 'true'],
      [`${remote}.partialclonefilter`, 'blob:none'],
    ] as const) {
      await git.run({ cwd: scratch.path, args: ['config', key, value], signal });
    }
  }
  await git.run({
    cwd: scratch.path,
    args: [
      'fetch',
      '--no-tags',
      '--no-write-fetch-head',
      '--no-recurse-submodules',
      '--no-auto-maintenance',
      ...(filter ? ['--filter=blob:none'] : []),
      ...(filter && tipOnly ? ['--depth=1'] : []),
      '--',
      filter ? wanted.to.replaceAll('/', '-') : wanted.url,
      ...[wanted, ...others].map(({ from, to }) => `+${from}:${to}`),
    ],
    signal,
    patient: tipOnly,
  });
  return git.line(scratch.path, ['rev-parse', '--verify', `${wanted.to}^{commit}`], signal);
}
