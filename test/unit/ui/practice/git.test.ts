import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireHttpBackend } from '../../../../src/ui/practice/git.ts';

describe('the git that the sandbox needs', () => {
  let folder: string;
  before(async () => (folder = await mkdtemp(join(tmpdir(), 'ghsa-git-'))));
  after(() => rm(folder, { recursive: true, force: true }));

  /** A git of this version, with or without its CGI. */
  const gitOf = async (version: string, backend: boolean) => {
    const file = join(folder, `git-${version}-${String(backend)}`);
    const answer = backend
      ? `printf 'Status: 500 Internal Server Error\\r\\n'`
      : 'echo "git: not a command" >&2; exit 1';
    await writeFile(
      file,
      `#!/bin/sh\nif [ "$1" = version ]; then echo 'git version ${version}'; else ${answer}; fi\n`,
    );
    await chmod(file, 0o700);
    return file;
  };

  it('is the one that is here', () => requireHttpBackend());

  it('is named in one sentence where it is missing, old or not whole', async () => {
    await requireHttpBackend(await gitOf('2.38.0', true));
    for (const [git, words] of [
      [join(folder, 'none'), /git was not found\. Install it/],
      [await gitOf('2.30.2', true), /found 2\.30\. Update it/],
      [await gitOf('1.99', true), /found 1\.99/],
      [await gitOf('2.40.1', false), /has no http-backend.*Install it/],
    ] as const)
      await assert.rejects(requireHttpBackend(git), (error: Error) => {
        assert.equal((error as Error & { kind: string }).kind, 'no-git');
        assert.match(error.message, words);
        return true;
      });
  });
});
