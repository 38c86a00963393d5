import assert from 'node:assert/strict';
import {
  assessBackports,
  summaryOf,
  type BackportFacts,
  type BackportRow,
  type Repair,
} from '../../../src/process/index.ts';
import { plain } from '../../../src/project/plain/index.ts';
import { plainBackports } from '../../../src/project/plain/backports.ts';
import { branches, factsOf, fixed, mergeCommit, mergedPull, pullOf, withPull } from './facts.ts';

const rowOf = (facts: BackportFacts, branch: string): BackportRow => {
  const row = assessBackports(facts).rows.find(each => each.branch === branch);
  assert.ok(row, `no row for ${branch}`);
  return row;
};
const said = (facts: BackportFacts, branch: string) => rowOf(facts, branch).defects.map(({ text }) => text);
const repairs = (facts: BackportFacts, branch: string): readonly Repair[] =>
  rowOf(facts, branch).defects.flatMap(defect => defect.repairs);
const labels = (facts: BackportFacts, branch: string) => repairs(facts, branch).map(({ label }) => label);

describe('the backports of an advisory', () => {
  it('are in order: a row for main and each living branch, and nothing to do', () => {
    const board = assessBackports(factsOf());
    assert.deepEqual(
      board.rows.map(({ branch, status, need, who, when, defects }) => [
        branch,
        status,
        need,
        who,
        when,
        defects.length,
      ]),
      [
        ['main', 'feature', 'fix', 'nutmeg-core', '3.16.0a3', 0],
        ...['3.15', '3.14'].map(branch => [branch, 'bugfix', 'needed', 'nutmeg-core', `${branch}.1`, 0]),
        ...['3.13', '3.12', '3.11'].map(branch => [
          branch,
          'security',
          'needed',
          'nutmeg-core',
          `${branch}.1`,
          0,
        ]),
      ],
    );
    assert.deepEqual(summaryOf(board), { merged: 6, needed: 6, needsYou: 0, open: 0 });
    assert.deepEqual(board.defects, []);
  });

  it('are as the picture has them', () => {
    const facts = factsOf({
      pulls: [
        mergedPull(210_466, '3.15', { release: { name: '3.15.2', out: true } }),
        mergedPull(210_467, '3.14', { release: { name: '3.14.8', out: false } }),
        pullOf(210_468, '3.13', { labels: ['type-security'] }),
        pullOf(210_471, '3.11', {
          ...{ title: '[3.11] gh-210457: Honour the option in bread.socket', linked: false },
          checks: { state: 'failed', failed: 2 },
        }),
      ],
      gaveUp: [{ branch: '3.12', at: '2026-11-12T10:05:00Z' }],
    });
    const board = assessBackports(facts);
    assert.deepEqual(summaryOf(board), { merged: 3, needed: 6, needsYou: 3, open: 3 });
    assert.deepEqual(
      board.rows.map(({ who, when, note, defects }) => [who, when, note, ...defects.map(({ text }) => text)]),
      [
        ['nutmeg-core', '3.16.0a3', null],
        ['nutmeg-core', '3.15.2', null],
        ['nutmeg-core', '3.14.8, not released yet', null],
        [
          ...['basil-rm, release manager', 'waits for the merge', null],
          'release-blocker is missing, so the release manager does not see it.',
        ],
        [
          ...['basil-rm, release manager', '', 'Not made: it conflicts. The bot gave up on 12 November'],
          'Needs a backport by hand.',
        ],
        [
          ...['Nobody Known, release manager', '', null],
          `The title lacks (GH-${fixed}), so the bots did not link it.`,
        ],
      ],
    );
    assert.deepEqual(
      board.rows.flatMap(({ defects }) => defects.flatMap(defect => defect.repairs)),
      [
        { id: 'addLabels', label: 'Add label', pull: 210_468, labels: ['release-blocker'] },
        { id: 'backport', label: 'Backport to 3.12', branch: '3.12' },
        { id: 'copy', label: 'Copy cherry_picker line', text: `cherry_picker ${mergeCommit} 3.12` },
        {
          ...{ id: 'correctTitle', label: 'Correct title', pull: 210_471 },
          title: `[3.11] gh-210457: Honour the option in bread.socket (GH-${fixed})`,
        },
      ],
    );
    const { labels: wanted } = board.rows[3]!;
    assert.deepEqual(wanted, [
      { name: 'type-security', there: true },
      { name: 'release-blocker', there: false },
    ]);
  });

  describe('and labels', () => {
    const bare = pullOf(1, '3.14', { labels: [] });

    it('are added at one press, or asked for by who may not', () => {
      assert.deepEqual(said(withPull('3.14', bare), '3.14'), [
        'type-security and release-blocker are missing, so the release manager does not see it.',
      ]);
      assert.deepEqual(labels(withPull('3.14', bare), '3.14'), ['Add labels']);
      const member = withPull('3.14', bare, { mayLabel: false });
      assert.deepEqual(said(member, '3.14'), [
        'type-security and release-blocker are missing, so the release manager does not see it. You may not set labels.',
      ]);
      const text = 'Please add the labels type-security and release-blocker to gh-1.';
      assert.deepEqual(repairs(member, '3.14'), [{ id: 'copy', label: 'Copy request', text }]);
    });

    it('are told apart as GitHub does: not by case', () => {
      const odd = pullOf(1, '3.14', { labels: ['Type-Security', 'RELEASE-BLOCKER'] });
      assert.deepEqual(said(withPull('3.14', odd), '3.14'), []);
    });

    it('are not added where GitHub has none of that name', () => {
      const renamed = withPull('3.14', bare, { knownLabels: ['type-security'] });
      assert.deepEqual(said(renamed, '3.14'), [
        'type-security is missing, so nobody sees that it is a security fix.',
        'GitHub has no label release-blocker: it was renamed or deleted. Set the one that is in its place.',
      ]);
      assert.deepEqual(labels(renamed, '3.14'), ['Add label', 'Open labels on GitHub']);
      assert.deepEqual(labels(withPull('3.14', bare, { knownLabels: null }), '3.14'), ['Add labels']);
    });

    it('that only call the release manager are not missed after the merge', () => {
      const merged = mergedPull(1, '3.14', { labels: ['type-security'] });
      assert.deepEqual(said(withPull('3.14', merged), '3.14'), []);
      assert.deepEqual(rowOf(withPull('3.14', merged), '3.14').labels, [
        { name: 'type-security', there: true },
      ]);
      const none = withPull('3.14', mergedPull(1, '3.14', { labels: [] }));
      assert.deepEqual(labels(none, '3.14'), ['Add label']);
      assert.deepEqual(said(factsOf({ main: mergedPull(fixed, 'main', { labels: [] }) }), 'main'), [
        'type-security is missing, so nobody sees that it is a security fix.',
      ]);
    });
  });

  describe('and titles', () => {
    const titled = (title: string, more: Partial<BackportFacts> = {}) =>
      withPull('3.13', pullOf(7, '3.13', { title }), more);
    const correct = (title: string) => {
      const [repair] = repairs(titled(title), '3.13');
      return repair?.id === 'correctTitle' ? repair.title : null;
    };

    it('that the bots do not read are named', () => {
      const lacks = 'so the bots did not link it.';
      for (const [title, text] of [
        ['gh-210457: Honour', `The title lacks [3.13] and (GH-${fixed}), ${lacks}`],
        [`gh-210457: Honour (GH-${fixed})`, `The title lacks [3.13], ${lacks}`],
        ['[3.13] gh-210457: Honour', `The title lacks (GH-${fixed}), ${lacks}`],
        [`[3.12] gh-210457: Honour (GH-${fixed})`, 'The title says 3.12, but it goes to 3.13.'],
        [
          '[3.13] gh-210457: Honour (GH-5)',
          `The title names GH-5 instead of GH-${fixed}, so the bots linked it with that.`,
        ],
      ] as const)
        assert.deepEqual(said(titled(title), '3.13'), [text], title);
      assert.deepEqual(said(titled(`[3.13] gh-210457: Other words (#${fixed})`), '3.13'), []);
    });

    it('keep the words that somebody chose', () => {
      assert.equal(correct('gh-210457: My words (GH-5)'), `[3.13] gh-210457: My words (GH-${fixed})`);
      const main = 'gh-210457: Honour the option in bread.socket';
      assert.equal(correct('Backport this'), `[3.13] ${main} (GH-${fixed})`);
    });

    it('are copied by who may not change them, unless they wrote them', () => {
      const member = { mayEdit: false };
      const theirs = titled('[3.13] gh-210457: Honour', member);
      assert.match(said(theirs, '3.13')[0]!, / You may not change it\.$/);
      assert.deepEqual(labels(theirs, '3.13'), ['Copy title']);
      const own = pullOf(7, '3.13', { title: '[3.13] gh-210457: Honour', author: 'Octo-Coordinator' });
      assert.deepEqual(labels(withPull('3.13', own, member), '3.13'), ['Correct title']);
    });
  });

  describe('without a pull request', () => {
    const open = pullOf(fixed, 'main', { labels: ['type-security', 'needs backport to 3.13'] });
    const merged = (minutes: number, more: readonly string[] = ['needs backport to 3.13']) =>
      withPull('3.13', null, {
        main: mergedPull(fixed, 'main', {
          labels: ['type-security', ...more],
          mergedAt: new Date(Date.parse('2026-11-20T12:00:00Z') - minutes * 60_000).toISOString(),
        }),
      });

    it('are forgotten: no label asks for them', () => {
      const facts = withPull('3.13', null);
      assert.deepEqual(said(facts, '3.13'), ['Forgotten: no label and no pull request.']);
      assert.deepEqual(repairs(facts, '3.13'), [
        { id: 'addLabels', label: 'Add label', pull: fixed, labels: ['needs backport to 3.13'] },
        { id: 'notNeeded', label: 'Not needed…', branch: '3.13' },
      ]);
      const member = withPull('3.13', null, { mayLabel: false });
      assert.deepEqual(labels(member, '3.13'), ['Copy request', 'Backport to 3.13', 'Not needed…']);
      const renamed = withPull('3.13', null, { knownLabels: [] });
      assert.deepEqual(labels(renamed, '3.13'), ['Backport to 3.13', 'Open labels on GitHub', 'Not needed…']);
    });

    it("are the bot's: after the merge, and for an hour", () => {
      const waiting = withPull('3.13', null, { main: open });
      assert.deepEqual(
        [rowOf(waiting, '3.13').note, said(waiting, '3.13')],
        ['Made by the bot after the merge', []],
      );
      assert.deepEqual([rowOf(merged(20), '3.13').note, said(merged(20), '3.13')], ['The bot makes it', []]);
      assert.deepEqual(said(merged(61), '3.13'), ['The bot made no backport within an hour.']);
      assert.deepEqual(labels(merged(61), '3.13'), ['Backport to 3.13', 'Copy cherry_picker line']);
    });

    it("are the bot's for an hour since the label was set, too", () => {
      const asked = (minutes: number) => ({
        ...merged(24 * 60),
        askedAt: { '3.13': new Date(Date.parse('2026-11-20T12:00:00Z') - minutes * 60_000).toISOString() },
      });
      assert.deepEqual([rowOf(asked(1), '3.13').note, said(asked(1), '3.13')], ['The bot makes it', []]);
      assert.deepEqual(said(asked(61), '3.13'), ['The bot made no backport within an hour.']);
      const gaveUp = [{ branch: '3.13', at: '2026-11-20T11:00:00Z' }];
      assert.deepEqual(said({ ...asked(10), gaveUp }, '3.13'), [], 'asked anew since');
      assert.deepEqual(said({ ...asked(90), gaveUp }, '3.13'), ['Needs a backport by hand.']);
    });

    it('of which the bot asks for the label anew are told so', () => {
      const facts = { ...merged(5), gaveUp: [{ branch: '3.13', at: 'never', conflict: false }] };
      assert.deepEqual(said(facts, '3.13'), ['The bot could not, and asks to set the label anew.']);
      assert.deepEqual(labels(facts, '3.13'), [
        ...['Open labels on GitHub', 'Backport to 3.13', 'Copy cherry_picker line'],
      ]);
    });

    it('were given up, of a conflict or of something else', () => {
      const gaveUp = [{ branch: '3.13', at: 'never', conflict: false }];
      const facts = { ...merged(5), gaveUp };
      assert.equal(rowOf(facts, '3.13').note, 'Not made. The bot gave up');
      assert.equal(rowOf(facts, '3.13').defects[0]?.severity, 'error');
    });

    it('are not needed: somebody said so, they are over, or GitHub has no such branch', () => {
      const facts = withPull('3.13', null, { notNeeded: { '3.13': 'Came with 3.14.' } });
      const { need, reason, defects } = rowOf(facts, '3.13');
      assert.deepEqual([need, reason, defects], ['not-needed', 'Came with 3.14.', []]);
      assert.deepEqual(summaryOf(assessBackports(facts)), { merged: 5, needed: 5, needsYou: 0, open: 0 });
      const gone = withPull('3.15', null, { existing: ['main', '3.14', '3.13', '3.12', '3.11'] });
      assert.deepEqual(
        [rowOf(gone, '3.15').need, rowOf(gone, '3.15').reason],
        ['not-needed', 'GitHub has no such branch'],
      );
      assert.ok(
        !assessBackports(factsOf({ existing: ['main', '3.10'] })).rows.some(
          ({ branch }) => branch === '3.10',
        ),
      );
      const over = rowOf(withPull('3.10', pullOf(3, '3.10')), '3.10');
      assert.deepEqual(
        [over.need, over.reason, over.defects],
        ['not-needed', 'end of life since 2026-10', []],
      );
    });

    it('are shown all the same where they were not needed and somebody made one', () => {
      const row = rowOf(factsOf({ notNeeded: { '3.13': 'No.' } }), '3.13');
      assert.deepEqual([row.need, row.pull?.state], ['needed', 'merged']);
    });
  });

  it('closed unmerged are reopened, made anew, or not needed; redone ones say which they replace', () => {
    const closed = pullOf(7, '3.13', { state: 'closed' });
    const facts = withPull('3.13', closed);
    assert.deepEqual(said(facts, '3.13'), ['Closed without a merge.']);
    assert.deepEqual(labels(facts, '3.13'), ['Reopen on GitHub', 'Backport to 3.13', 'Not needed…']);
    const redone = { ...facts, pulls: [...facts.pulls, pullOf(9, '3.13')] };
    const row = rowOf(redone, '3.13');
    assert.deepEqual([row.pull?.number, row.former, row.defects], [9, [7], []]);
    const main = factsOf({ main: pullOf(fixed, 'main', { state: 'closed' }), pulls: [] });
    assert.deepEqual(labels(main, 'main'), ['Reopen on GitHub']);
    assert.deepEqual(said(main, '3.13'), [], 'nothing is to be backported');
  });

  it('made twice are named', () => {
    const facts = withPull('3.13', mergedPull(7, '3.13'));
    const twice = { ...facts, pulls: [...facts.pulls, pullOf(9, '3.13')] };
    assert.equal(rowOf(twice, '3.13').pull?.number, 7, 'what is merged counts');
    assert.deepEqual(said(twice, '3.13'), ['gh-9 goes to 3.13, too. One of them is to be closed.']);
  });

  describe("and strangers' pull requests", () => {
    const theirs = pullOf(99, '3.13', { author: 'mallory', stranger: true, labels: [] });

    it("never count before the bot's", () => {
      const facts = withPull('3.13', pullOf(7, '3.13'));
      const row = rowOf({ ...facts, pulls: [...facts.pulls, theirs] }, '3.13');
      assert.deepEqual([row.pull?.number, row.by], [7, null]);
    });

    it('are by somebody, get no labels, and keep nobody from making one', () => {
      const facts = withPull('3.13', theirs);
      assert.equal(rowOf(facts, '3.13').by, 'mallory');
      assert.deepEqual(said(facts, '3.13'), [
        'By mallory, who has no role here. Look at the change before you take it for the backport.',
      ]);
      assert.deepEqual(labels(facts, '3.13'), ['Open on GitHub', 'Backport to 3.13']);
    });
  });

  it('that the issue does not list are named, with the line to add', () => {
    const facts = withPull('3.13', pullOf(7, '3.13', { linked: false }));
    assert.deepEqual(said(facts, '3.13'), ['gh-210457 does not list it, so the record will lack it.']);
    assert.deepEqual(repairs(facts, '3.13')[0], {
      id: 'copy',
      label: 'Copy line for the issue',
      text: '* gh-7',
    });
    assert.deepEqual(repairs(facts, '3.13')[1], {
      ...{ id: 'open', label: 'Open issue', url: 'https://github.com/python/cpython/issues/210457' },
    });
  });

  it('whose checks failed say so where nothing else needs somebody', () => {
    const failed = pullOf(7, '3.13', { checks: { state: 'failed', failed: 1 } });
    assert.deepEqual(said(withPull('3.13', failed), '3.13'), ['1 check failed, so it cannot be merged.']);
    const running = pullOf(7, '3.13', { checks: { state: 'running', failed: 0 } });
    assert.equal(rowOf(withPull('3.13', running), '3.13').when, 'waits for the checks');
    assert.deepEqual(said(withPull('3.13', pullOf(7, '3.13', { checks: null })), '3.13'), []);
  });

  it('name who merges', () => {
    const who = (branch: string, more: Parameters<typeof pullOf>[2] = {}) =>
      rowOf(withPull(branch, pullOf(7, branch, more)), branch).who;
    assert.equal(who('3.14'), 'a core developer');
    assert.equal(who('3.12'), 'basil-rm, release manager');
    const rc = withPull('3.15', pullOf(7, '3.15'), { candidates: ['3.15'] });
    assert.equal(rowOf(rc, '3.15').who, 'clove-rm, release manager');
    assert.equal(who('3.11'), 'Nobody Known, release manager', 'the members name no login');
    const byManager = withPull('3.13', mergedPull(7, '3.13', { mergedBy: 'basil-rm' }));
    assert.equal(rowOf(byManager, '3.13').who, 'basil-rm, release manager');
    const odd = withPull('3.13', mergedPull(7, '3.13', { mergedBy: null, release: null }));
    assert.deepEqual([rowOf(odd, '3.13').who, rowOf(odd, '3.13').when], ['somebody', 'release not known']);
    const proto = factsOf({ logins: JSON.parse('{"__proto__": "x"}') as Record<string, string> });
    assert.equal(rowOf(proto, '3.12').who, 'nutmeg-core');
  });

  describe('as a whole', () => {
    const whole = (more: Partial<BackportFacts>) =>
      assessBackports(factsOf(more)).defects.map(({ text }) => text);

    it('have one issue of their own', () => {
      assert.deepEqual(whole({ issues: [1, 2] }), ['Two issues for one CVE: gh-1, gh-2.']);
      assert.deepEqual(whole({ issues: [1, 2, 3] }), ['3 issues for one CVE: gh-1, gh-2, gh-3.']);
      assert.deepEqual(whole({ sharedWith: ['93rp'] }), [
        'One issue for 2 advisories: gh-210457 is that of 93rp, too.',
      ]);
      assert.deepEqual(whole({ issues: [] }), [
        `gh-${fixed} names no public issue, so nothing lists its backports.`,
      ]);
    });

    it('may be right so, with a reason: then they need nobody', () => {
      const board = assessBackports(factsOf({ issues: [1, 2] }));
      assert.equal(summaryOf(board).needsYou, 1);
      assert.deepEqual(board.defects[0]?.repairs.at(-1), {
        ...{ id: 'accept', label: 'It is right so…', defect: 'issues' },
      });
      const right = assessBackports(
        factsOf({ issues: [1, 2], accepted: { issues: 'One was a duplicate.' } }),
      );
      assert.deepEqual([right.defects, summaryOf(right).needsYou], [[], 0]);
      assert.deepEqual(right.accepted, [
        { id: 'issues', text: 'Two issues for one CVE: gh-1, gh-2.', reason: 'One was a duplicate.' },
      ]);
    });

    it('do not lack the list of an issue that could not be read', () => {
      const main = mergedPull(fixed, 'main', { linked: null });
      assert.deepEqual(whole({ main, unread: [210_457] }), [
        'gh-210457 could not be read, so what is linked there is not known.',
      ]);
    });

    it('have a list in it', () => {
      const none = {
        main: mergedPull(fixed, 'main', { linked: null }),
        pulls: [pullOf(7, '3.13', { linked: null })],
      };
      const [defect] = assessBackports(factsOf(none)).defects;
      assert.equal(
        defect?.text,
        'gh-210457 has no list of linked pull requests, so the record will lack them.',
      );
      assert.deepEqual(defect.repairs[0], {
        ...{ id: 'copy', label: 'Copy list' },
        text: `<!-- gh-linked-prs -->\n### Linked PRs\n* gh-${fixed}\n* gh-7\n<!-- /gh-linked-prs -->`,
      });
      assert.deepEqual(said(factsOf(none), '3.13'), [], 'said once, not of each');
    });
  });

  it('are none where the project has one branch only', () => {
    const board = assessBackports(factsOf({ repo: 'hobby/pantry', pulls: [] }));
    assert.deepEqual(
      board.rows.map(({ branch }) => branch),
      ['main'],
    );
  });

  it("are judged without CPython's bots where the project has none", () => {
    const rules = plainBackports({ branches: ['stable', '1.x'] })!;
    const profile = { ...plain, backports: rules };
    const entry = (branch: string) => ({ ...branches[1]!, branch, version: branch, releaseManager: null });
    const main = mergedPull(12, 'main', { title: 'Check it (#12)', labels: [], linked: null });
    const judge = (pulls: BackportFacts['pulls'], more: Partial<BackportFacts> = {}) => {
      const own = { repo: 'hobby/pantry', issues: [3], existing: null, knownLabels: [] };
      const its = [{ ...branches[0]!, branch: 'main' }, entry('stable'), entry('1.x')];
      return assessBackports(factsOf({ ...own, branches: its, main, pulls, ...more }), profile);
    };
    const pulls = ['stable', '1.x'].map((base, i) =>
      mergedPull(20 + i, base, { title: 'Check it there, too', labels: [], linked: null }),
    );
    const done = judge(pulls);
    assert.deepEqual(done.defects, []);
    assert.deepEqual(summaryOf(done), { merged: 3, needed: 3, needsYou: 0, open: 0 });
    const asked = { main: { ...main, labels: ['backport 1.x'] } };
    const open = pullOf(9, '1.x', { title: 'Check it there, too', labels: [] });
    const words = [judge([]), judge([], asked), judge([open])]
      .flatMap(({ rows, defects }) => [...rows, { who: '', when: '', note: '', defects }])
      .flatMap(({ who, when, note, defects }) => [who, when, note, JSON.stringify(defects)])
      .join('\n');
    assert.doesNotMatch(words, /\bbot|cherry_picker|release manager|core developer|Linked|gh-\d/i);
    const row = judge([], asked).rows[2]!;
    assert.deepEqual(
      [row.note, row.defects[0]?.text],
      ['Not made', 'The label asks for it, and nobody made it yet.'],
    );
  });

  it('are judged without a release cycle: main alone', () => {
    assert.deepEqual(
      assessBackports(factsOf({ branches: [], pulls: [] })).rows.map(({ branch }) => branch),
      ['main'],
    );
  });
});
