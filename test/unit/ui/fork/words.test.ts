import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { markWords } from '../../../../src/ui/embargo/markWords.ts';
import { clonesRootOf, placesOf, worktreeAt } from '../../../../src/ui/fork/places.ts';
import { clonedWords, unpushedWords } from '../../../../src/ui/fork/words.ts';

describe('what is said of a private clone', () => {
  const cloned = { received: 1_234_567, getMs: 2_400, checkoutMs: 6_300, notes: [] };

  it('says how long it took and what came over the wire', () => {
    assert.equal(clonedWords('93rp', cloned), '93rp: cloned in 9 s, 1.2 MB fetched.');
    assert.equal(clonedWords('93rp', { ...cloned, received: 0 }), '93rp: cloned in 9 s, 0 kB fetched.');
    assert.equal(clonedWords('93rp', { ...cloned, received: 12 }), '93rp: cloned in 9 s, 1 kB fetched.');
    assert.equal(
      clonedWords('93rp', { ...cloned, received: 522_400_000 }),
      '93rp: cloned in 9 s, 522 MB fetched.',
    );
    assert.equal(
      clonedWords('93rp', { ...cloned, getMs: 3, checkoutMs: 4 }),
      '93rp: cloned in 1 s, 1.2 MB fetched.',
    );
  });

  it('adds what is to be known of this one', () => {
    assert.match(
      clonedWords('93rp', { ...cloned, notes: ['Large files are pointers.'] }),
      /fetched\. Large files are pointers\.$/,
    );
  });

  it('names what would be lost with it, and only that', () => {
    const none = { commits: 0, changed: 0, stashes: 0 };
    assert.equal(unpushedWords(none), null);
    assert.equal(
      unpushedWords({ ...none, ignored: 1, fresh: true }),
      '1 ignored file or folder is here only.',
    );
    assert.match(unpushedWords({ ...none, fresh: false }) ?? '', /as of the last fetch/);
    assert.equal(unpushedWords({ ...none, commits: 2 }), '2 commits are not pushed.');
    assert.equal(
      unpushedWords({ commits: 1, changed: 3, stashes: 1 }, 1),
      '1 commit is not pushed, 3 files are changed and not committed, 1 stash is kept and 1 file is not saved.',
    );
  });

  it('marks a window by short ids', () => {
    const clones = [{ ghsaId: 'GHSA-7q4m-xv2c-93rp' }, { ghsaId: 'GHSA-m2pg-3qcr-4vfw' }];
    assert.equal(markWords(clones.slice(0, 1), true).text, '$(lock) Embargo 93rp');
    assert.equal(markWords(clones.slice(0, 1), true).label, 'Embargoed clone 93rp, show actions');
    assert.equal(markWords(clones, false).text, '$(lock) Embargo 93rp, 4vfw');
    assert.match(markWords(clones, false).tooltip, /ordinary/);
  });
});

describe('where a private clone lies', () => {
  it('is below the storage, or where the setting says', () => {
    assert.equal(clonesRootOf('', '/storage'), join('/storage', 'clones'));
    assert.equal(clonesRootOf(' /elsewhere ', '/storage'), '/elsewhere');
    assert.equal(clonesRootOf('~/private', '/storage'), join(homedir(), 'private'));
    assert.equal(clonesRootOf('~', '/storage'), homedir());
  });

  it('is never below the folder that happens to be current', () => {
    for (const set of ['private', './private', '~somebody/private'])
      assert.throws(() => clonesRootOf(set, '/storage'), /no absolute path/, set);
  });

  it('is named after the fork, its workspace file and worktrees beside it', () => {
    const at = placesOf('/clones', 'python/cpython-ghsa-7q4m-xv2c-93rp');
    assert.equal(at.path, join('/clones', 'cpython-ghsa-7q4m-xv2c-93rp'));
    assert.equal(at.workspaceFile, join('/clones', 'cpython-ghsa-7q4m-xv2c-93rp.code-workspace'));
    assert.equal(worktreeAt(at.path, 'backport/3.14 fix'), `${at.path}.backport-3.14-fix`);
  });

  it('is nowhere for a name that would lead elsewhere', () => {
    for (const fork of ['python/..', 'python/', 'python/a b', 'python/.git'])
      assert.throws(() => placesOf('/clones', fork), /no folder/, fork);
  });
});
