import assert from 'node:assert/strict';
import {
  backportBranch,
  backportMessage,
  backportPull,
  backportTitle,
  branchOfLabel,
  cherryPickerLine,
  linkedIssues,
  linkedPulls,
  plainTitle,
  readBackportBranch,
  readBackportTitle,
  readGaveUp,
  wholeTitle,
  withoutHashes,
} from '../../../src/project/cpython/backport.ts';
import { firstHolding, nextRelease, sortTags } from '../../../src/project/cpython/tags.ts';

const sha = '5a1f3c0b7d2e4f60718293a4b5c6d7e8f9012345';
const author = 'Nutmeg Core <nutmeg@core.example>';
const trailer = `(cherry picked from commit ${sha})\n\nCo-authored-by: ${author}`;

/** facts/cpython.md 2.1, 2.6: twenty backports as the tools would make them, by hand. */
const cases: readonly {
  readonly branch: string;
  /** The squash commit on main. */
  readonly message: string;
  readonly title: string;
  readonly body: string;
}[] = [
  {
    branch: '3.15',
    message: 'gh-210457: Honour the option in bread.socket (#210461)',
    title: '[3.15] gh-210457: Honour the option in bread.socket (GH-210461)',
    body: trailer,
  },
  {
    branch: '3.9',
    message: 'gh-210457: Honour the option (GH-210461)',
    title: '[3.9] gh-210457: Honour the option (GH-210461)',
    body: trailer,
  },
  {
    branch: '3.14',
    message: 'gh-210457: Honour the option (#210461)\n\nIt was read and thrown away.',
    title: '[3.14] gh-210457: Honour the option (GH-210461)',
    body: `It was read and thrown away.\n${trailer}`,
  },
  {
    branch: '3.14',
    message: 'gh-210457: Honour the option (#210461)\n\nFirst.\n\nSecond, see #210400 and GH-210401.\n',
    title: '[3.14] gh-210457: Honour the option (GH-210461)',
    body: `First.\n\nSecond, see GH-210400 and GH-210401.\n${trailer}`,
  },
  {
    branch: '3.13',
    message: `gh-1: X (#210461)\n\n${'Co-authored-by: Basil Thyme <basil@rm.example>'}`,
    title: '[3.13] gh-1: X (GH-210461)',
    body: `${trailer}\nCo-authored-by: Basil Thyme <basil@rm.example>`,
  },
  {
    branch: '3.13',
    message: `gh-1: X (#210461)\n\nCo-authored-by: ${author}`,
    title: '[3.13] gh-1: X (GH-210461)',
    body: trailer,
  },
  {
    branch: '3.13',
    message: `gh-1: X (#210461)\n\nBody.\n\nCo-authored-by: Basil Thyme <basil@rm.example>\nCo-authored-by: ${author}`,
    title: '[3.13] gh-1: X (GH-210461)',
    body: `Body.\n${trailer}\nCo-authored-by: Basil Thyme <basil@rm.example>`,
  },
  {
    branch: '3.12',
    message: '[3.13] [3.14] gh-1: X (GH-210461) (#210470)',
    title: '[3.12] gh-1: X (GH-210461) (GH-210470)',
    body: trailer,
  },
  {
    branch: '3.12',
    message: '[WIP] gh-1: X (#210461)',
    title: '[3.12] [WIP] gh-1: X (GH-210461)',
    body: trailer,
  },
  // Fewer than five digits are no pull request of CPython since it is on GitHub, and no number of ours.
  {
    branch: '3.12',
    message: 'gh-1: Item #4 of PEP 9 (#210461)',
    title: '[3.12] gh-1: Item #4 of PEP 9 (GH-210461)',
    body: trailer,
  },
  {
    branch: '3.12',
    message: 'gh-1: See C#12345 (#210461)',
    title: '[3.12] gh-1: See C#12345 (GH-210461)',
    body: trailer,
  },
  {
    branch: '3.12',
    message: 'gh-1: Colour #012345 (#210461)',
    title: '[3.12] gh-1: Colour #012345 (GH-210461)',
    body: trailer,
  },
  {
    branch: '3.12',
    message: 'gh-1: (#123456x) (#210461)',
    title: '[3.12] gh-1: (#123456x) (GH-210461)',
    body: trailer,
  },
  {
    branch: '3.11',
    message: 'gh-1: Umlauts “ä” and `code` (#210461)\r\n\r\nBody.'.replaceAll('\r', ''),
    title: '[3.11] gh-1: Umlauts “ä” and `code` (GH-210461)',
    body: `Body.\n${trailer}`,
  },
  {
    branch: '3.11',
    message: 'gh-1: X (#210461)\n\n* one\n* two: three\n',
    title: '[3.11] gh-1: X (GH-210461)',
    body: `* one\n* two: three\n${trailer}`,
  },
  {
    branch: '3.11',
    message: 'gh-1: X (#210461)\n\nNote: it is not a trailer\nwhen words follow.',
    title: '[3.11] gh-1: X (GH-210461)',
    body: `Note: it is not a trailer\nwhen words follow.\n${trailer}`,
  },
  {
    branch: '3.11',
    message: 'gh-1: X (#210461)\n\n\n\nBody.\n\n\n',
    title: '[3.11] gh-1: X (GH-210461)',
    body: `Body.\n${trailer}`,
  },
  {
    branch: '3.10',
    message: 'gh-1, gh-2: X (#210461)\n\n---------\n\nCo-authored-by: Basil Thyme <basil@rm.example>',
    title: '[3.10] gh-1, gh-2: X (GH-210461)',
    body: `---------\n${trailer}\nCo-authored-by: Basil Thyme <basil@rm.example>`,
  },
  { branch: '3.10', message: 'bpo-4: X (#210461)', title: '[3.10] bpo-4: X (GH-210461)', body: trailer },
  {
    branch: '3.10',
    message: 'gh-1: X (#210461)\n\nSigned-off-by: Basil Thyme <basil@rm.example>',
    title: '[3.10] gh-1: X (GH-210461)',
    body: `${trailer}\nSigned-off-by: Basil Thyme <basil@rm.example>`,
  },
];

describe('the backports of CPython', () => {
  it('are twenty here', () => assert.equal(cases.length, 20));

  for (const { branch, message, title, body } of cases) {
    it(`go to ${branch} as ${title}${body === trailer ? '' : ', with a body'}`, () => {
      const made = backportMessage(branch, { sha, message, author });
      assert.deepEqual(backportPull(made), { title, body });
      // git: a subject, an empty line, and one line end.
      assert.ok(made.startsWith(`${title}\n\n`) && /[^\n]\n$/.test(made));
      assert.equal(readBackportTitle(title)?.branch, branch);
      assert.ok((readBackportTitle(title)?.pull ?? 0) >= 210461);
    });
  }

  it('have a title that the bots read, whatever the original or a retitled one looks like', () => {
    const wanted = '[3.14] gh-1: X (GH-210461)';
    for (const title of [
      'gh-1: X',
      'gh-1: X (#210461)',
      '[3.13] gh-1: X (GH-7)',
      ' [3.14]  gh-1: X ',
      '[3.14][3.13] gh-1: X (gh-7) (#8)',
    ])
      assert.equal(backportTitle('3.14', title, 210461), wanted, title);
    assert.equal(plainTitle('gh-1: X (the second)'), 'gh-1: X (the second)');
  });

  it('are read as bedevere reads them', () => {
    const read = (title: string) => readBackportTitle(title);
    assert.deepEqual(read('[3.14] gh-1: X (GH-7)'), { branch: '3.14', pull: 7 });
    assert.deepEqual(read('  [3.14]x(#7) and more'), { branch: '3.14', pull: 7 });
    assert.deepEqual(read('[3.14] gh-1: X (gh-7)'), { branch: '3.14', pull: 7 });
    assert.deepEqual(read('[3.14] X (GH-7) (#9)'), { branch: '3.14', pull: 9 }, 'the last one counts');
    assert.deepEqual(read('[3.14] gh-1: X'), { branch: '3.14', pull: null });
    assert.deepEqual(read('[3.14] gh-1: X (GH7)'), { branch: '3.14', pull: null });
    for (const title of [
      'gh-1: X (GH-7)',
      '[3] X (GH-7)',
      '[v3.14] X (GH-7)',
      '3.14 X',
      'X [3.14] (GH-7)',
      '[3.14]',
      '',
    ])
      assert.equal(read(title), null, title);
    assert.equal(
      wholeTitle('[3.14] gh-1: Hon…', '…our it (GH-7)\r\n\r\nBody'),
      '[3.14] gh-1: Honour it (GH-7)',
    );
    assert.equal(wholeTitle('gh-1: Hon…', 'Body'), 'gh-1: Hon…');
  });

  it('come from a branch that names commit and version', () => {
    assert.equal(backportBranch(sha, '3.14'), 'backport-5a1f3c0-3.14');
    assert.deepEqual(readBackportBranch('backport-5a1f3c0-3.14'), { sha: '5a1f3c0', branch: '3.14' });
    for (const name of ['backport-5a1f3c-3.14', 'backport-5a1f3c0-main', 'fix', 'my-backport-5a1f3c0-3.14'])
      assert.equal(readBackportBranch(name), null, name);
    assert.equal(cherryPickerLine(sha, '3.14'), `cherry_picker ${sha} 3.14`);
    assert.equal(branchOfLabel('needs backport to 3.14'), '3.14');
    assert.equal(branchOfLabel('needs backport'), null);
    assert.equal(withoutHashes('#1 #12345 a#12345 (#123456)'), '#1 GH-12345 a#12345 (GH-123456)');
  });

  it('are named by the list in the issue, and name the issue in theirs', () => {
    const block = (text: string) => `Body gh-1.\n<!-- gh-linked-prs -->${text}<!-- /gh-linked-prs -->\nafter`;
    assert.deepEqual(
      linkedPulls(block('\n### Linked PRs\n* gh-210461\n* gh-210466\n* gh-210461\n')),
      [210461, 210466],
    );
    assert.deepEqual(
      linkedPulls(block('\r\n- #7 (by hand)\r\n- https://github.com/python/cpython/pull/8\r\n')),
      [7, 8],
    );
    assert.deepEqual(linkedPulls(block('')), []);
    assert.equal(linkedPulls('* gh-7'), null);
    assert.equal(linkedPulls('<!-- gh-linked-prs -->\n* gh-7'), null, 'without its end');
    const named = '<!-- gh-issue-number: gh-5 -->\n* Issue: gh-5\n<!-- /gh-issue-number -->';
    assert.deepEqual(linkedIssues({ title: 'gh-5: X (GH-9)', body: named }), [5]);
    assert.deepEqual(linkedIssues({ title: '[3.14] gh-5, gh-6: X (GH-9)', body: '' }), [5, 6]);
    assert.deepEqual(linkedIssues({ title: 'X', body: named }), [5]);
    assert.deepEqual(linkedIssues({ title: 'X', body: 'See gh-9.' }), []);
    assert.deepEqual(linkedIssues({ title: 'gh-5: X as in gh-6', body: '' }), [5]);
    assert.deepEqual(linkedIssues({ title: 'X as in gh-6 and gh-7', body: '' }), [6]);
  });

  it('are given up in three ways', () => {
    const conflict = `Sorry, @a and @b, I could not cleanly backport this to \`3.12\` due to a conflict.\n\nPlease\n\`\`\`\ncherry_picker ${sha} 3.12\n\`\`\`\n`;
    assert.deepEqual(readGaveUp(conflict), { branch: '3.12', sha, conflict: true });
    const gone = 'Sorry @a, I had trouble checking out the `3.11` backport branch.\nPlease retry';
    assert.deepEqual(readGaveUp(gone), { branch: '3.11', sha: null, conflict: false });
    const trouble = "I'm having trouble backporting to `3.11`. Reason: '`connection`'. Please retry";
    assert.deepEqual(readGaveUp(trouble), { branch: '3.11', sha: null, conflict: false });
    assert.equal(readGaveUp("I'm working now to backport this PR to: 3.14, 3.13."), null);
  });
});

describe('the tags of CPython', () => {
  const tags = [
    'v3.14.10',
    'v3.14.0a2',
    'v3.14.0',
    'v3.14.0rc1',
    'v3.14.2',
    'v3.14.0b4',
    'v3.14.x',
    'docs',
    'v3.14.0a10',
  ];

  it('are sorted by what they release', () => {
    const sorted = ['v3.14.0a2', 'v3.14.0a10', 'v3.14.0b4', 'v3.14.0rc1', 'v3.14.0', 'v3.14.2', 'v3.14.10'];
    assert.deepEqual(sortTags(tags), sorted);
  });

  it('tell the next release', () => {
    assert.equal(nextRelease('3.14', tags), '3.14.11');
    assert.equal(nextRelease('3.16', ['v3.16.0a2']), '3.16.0');
    assert.equal(nextRelease('3.14', ['v3.14.3rc1']), '3.14.3');
    assert.equal(nextRelease('3.16', []), '3.16.0');
  });

  it('are asked one by one for the first that holds a commit, and few of them', async () => {
    const all = Array.from({ length: 40 }, (_, i) => `v3.14.${i}`);
    for (let at = 0; at <= 40; at++) {
      let asked = 0;
      const holds = async (tag: string) => {
        asked++;
        return Number(tag.slice(6)) >= at;
      };
      assert.equal(await firstHolding(all, holds), at === 40 ? null : `v3.14.${at}`);
      assert.ok(asked <= 8, `${asked} requests`);
      if (at >= 39) assert.ok(asked <= 2, 'of what is new');
    }
    assert.equal(await firstHolding([], async () => true), null);
  });
});
