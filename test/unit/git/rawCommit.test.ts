import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Git } from '../../../src/git/index.ts';
import { writeRawCommit, type RawCommit } from '../../../src/git/rawCommit.ts';
import { git } from '../../../src/sandbox/gitdir.ts';

const someone = { name: 'Oregano Core', email: 'oregano@home.example', date: '1763640000 +0000' };

describe('a commit that is told through standard input', () => {
  let cwd: string;
  let base: Pick<RawCommit, 'tree' | 'parent'>;
  const ours = new Git();
  before(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'ghsa-raw-'));
    await git(cwd, ['init', '-q', '--bare']);
    const tree = await git(cwd, ['write-tree']);
    base = { tree, parent: await git(cwd, ['commit-tree', tree, '-m', 'Ground']) };
  });
  after(() => rm(cwd, { recursive: true, force: true }));

  for (const [what, over] of [
    ['as it is', {}],
    ['with lines', { message: 'Take the length\n\nTwice.\n\n\n' }],
    ['of others’ letters', { message: 'Länge', author: { ...someone, name: 'Łąka Ærø' } }],
    ['with signs around a name', { author: { ...someone, name: ' "Oregano, Core", ' } }],
    [
      'with signs in a name and a mail',
      { author: { ...someone, name: 'Ore<gano>', email: '<o@home.example>' } },
    ],
  ] as const)
    it(`is the one that git would make: ${what}`, async () => {
      const committer = { name: 'Octo Coordinator', email: 'octo@sandbox.example', date: '1763640060 +0000' };
      const commit: RawCommit = { ...base, message: 'Take the length', author: someone, committer, ...over };
      const { author, message, tree, parent } = commit;
      const expected = await git(
        cwd,
        ['commit-tree', '-p', parent, '-m', message.trimEnd(), tree],
        Object.fromEntries(
          (['AUTHOR', 'COMMITTER'] as const).flatMap(role => {
            const { name, email, date } = role === 'AUTHOR' ? author : committer;
            return [
              [`GIT_${role}_NAME`, name],
              [`GIT_${role}_EMAIL`, email],
              [`GIT_${role}_DATE`, date],
            ];
          }),
        ),
      );
      assert.equal(await writeRawCommit(ours, cwd, commit), expected);
      assert.equal(await git(cwd, ['cat-file', '-t', expected]), 'commit');
    });

  it('is refused where its message would end early', async () => {
    const commit: RawCommit = { ...base, message: 'a\0b', author: someone, committer: someone };
    await assert.rejects(writeRawCommit(ours, cwd, commit), { kind: 'failed' });
  });
});
