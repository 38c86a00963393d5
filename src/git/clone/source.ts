import { basename } from 'node:path';
import { GitError } from '../errors.ts';
import type { Git } from '../run.ts';
import { inspectClone, remoteOf, type PublicClone } from '../source.ts';
import { whyNot } from './notes.ts';
import type { CloneRequest } from './types.ts';

/** A public clone whose objects may be used, and what it knows of the public repository. */
export interface Source {
  readonly objects: string;
  /** How people call it: "cpython". */
  readonly name: string;
  /** Public branches as it last fetched them: name and commit. */
  readonly branches: readonly { readonly name: string; readonly commit: string }[];
}

const lacks: Readonly<Record<NonNullable<PublicClone['lack']>, string>> = {
  shallow: 'is shallow',
  partial: 'has no file contents',
  borrows: 'borrows objects from another repository',
  name: 'has a line break in its path',
};

/** The public clone as a source of objects, or the sentence why it is none. */
export async function sourceOf(
  git: Git,
  request: CloneRequest,
  signal?: AbortSignal,
): Promise<Source | string | null> {
  const path = request.publicClone;
  if (path === null) return null;
  let clone: PublicClone;
  try {
    clone = await inspectClone(git, path, signal);
  } catch (error) {
    // Gone, no repository, or somebody else's (`safe.directory`).
    if (!(error instanceof GitError) || error.kind === 'cancelled') throw error;
    return whyNot(path, 'could not be read');
  }
  if (clone.lack !== null || clone.objects === null) return whyNot(path, lacks[clone.lack ?? 'borrows']);
  const remote = remoteOf(clone.remotes, request.upstream, request.gitUrl);
  if (!remote) return whyNot(path, `has no remote that is ${request.upstream}`);
  const under = `refs/remotes/${remote.name}/`;
  const { out } = await git.run({
    cwd: path,
    args: ['for-each-ref', '--format=%(objectname) %(objecttype) %(symref) %(refname)', under],
    signal,
  });
  const branches = out.split('\n').flatMap(line => {
    const [commit = '', type, symref, ref = ''] = line.split(' ');
    return type === 'commit' && symref === '' && commit.length === 40
      ? [{ name: ref.slice(under.length), commit }]
      : [];
  });
  if (branches.length === 0) return whyNot(path, `has not fetched ${request.upstream} yet`);
  return { objects: clone.objects, name: request.upstream.split('/')[1] ?? basename(path), branches };
}
