import assert from 'node:assert/strict';
import { unreadWords } from '../../../../src/ui/backports/unread.ts';
import { now } from '../advisories/facts.ts';
import { state } from '../../../e2e/page/backportsSample.ts';
import { bread, boardOf, entry, open, pull, row } from './boards.ts';

describe('the page of all backports, as the host makes it', () => {
  it('says why there is no list: whoever is signed in is not asked to sign in', () => {
    const failure = { kind: 'offline', message: 'GitHub cannot be reached.', ssoUrl: null } as const;
    const failed = state({ entries: [], unread: unreadWords({ kind: 'failed', failure }) });
    assert.equal(failed.empty, 'GitHub cannot be reached.');
    const out = state({ entries: [], unread: unreadWords({ kind: 'signed-out' }) });
    assert.equal(out.empty, 'Sign in to see the backports of your advisories.');
    const nobody = { kind: 'loaded', login: 'sage-admin', results: [], settled: true, stale: null } as const;
    const none = state({ entries: [], unread: unreadWords(nobody) });
    assert.match(none.empty!, /^No public fix yet\./);
  });

  it('says what was done in one line, and each failure in one of its own', () => {
    const told = [
      { words: 'Label added, read back 14:05', ok: true, defect: 'labels', read: true },
      { words: 'GitHub did not take the title.', ok: false, defect: 'title', read: true },
      { words: 'Title corrected, read back 14:06', ok: true, defect: 'other', read: true },
    ];
    const [section] = state({ entries: [{ ...bread, told: { '3.13': told } }] }).sections;
    assert.deepEqual(section!.rows.find(({ branch }) => branch === '3.13')!.told, [
      { words: 'Label added, read back 14:05. Title corrected, read back 14:06.', ok: true },
      { words: 'GitHub did not take the title.', ok: false },
    ]);
  });

  it('offers to say that none is needed only where that counts', () => {
    const rows = [
      row('3.14', 'bugfix', pull('3.14', 1, open)),
      row('3.13', 'security', pull('3.13', 2, { ...open, state: 'closed' })),
      row('3.12', 'security', null),
      row('3.11', 'security', null, { need: 'not-needed', reason: 'not there' }),
    ];
    const [section] = state({ entries: [entry({ board: boardOf(rows) })] }).sections;
    assert.deepEqual(
      section!.rows.map(({ maySkip }) => maySkip),
      [false, true, true, false],
    );
  });

  it('names numbers as the project does, and the stranger whose pull request it shows', () => {
    const rows = [row('1.x', 'bugfix', pull('1.x', 12, open), { by: 'paprika-passer', former: [11] })];
    const plain = entry({ number: number => `#${number}`, board: boardOf(rows) });
    const [section] = state({ entries: [plain], now }).sections;
    const [only] = section!.rows;
    assert.deepEqual(
      [section!.issue, only!.pull!.label, only!.pull!.words, only!.more],
      ['#210457', '#12', 'open, by paprika-passer', '#11 was closed without a merge'],
    );
  });
});
