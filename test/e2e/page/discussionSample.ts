import type { DiscussionState, ShownComment } from '../../../src/ui/editor/discussionProtocol.ts';
import type { EditorState } from '../../../src/ui/editor/protocol.ts';
import { saved, unscored } from './advisorySample.ts';

const comment = (
  id: number,
  author: string | null,
  role: string,
  body: string,
  at: string,
): ShownComment => ({
  id,
  author,
  role,
  body,
  createdAt: at,
  htmlUrl: `https://github.com/python/cpython/security/advisories/GHSA-7q4m-xv2c-93rp#advisory-comment-${id}`,
});

export const comments: readonly ShownComment[] = [
  comment(
    101,
    'parsley-dev',
    'reporter',
    [
      'Streaming mode trusts the length field of a chunk. With a field of `ff ff` the parser reads **64 KiB** past the end:',
      '```python\nparser = spam.parser.Parser(streaming=True)\nparser.feed(b"\\x01\\xff\\xff")\nprint(parser.close())\n```',
      'See <https://example.org/spam> for the format.',
    ].join('\n\n'),
    '2026-10-11T09:12:00Z',
  ),
  comment(
    102,
    'octo-coordinator',
    'coordinator',
    'Thanks, I can reproduce it on main.',
    '2026-10-12T13:20:00Z',
  ),
  comment(
    103,
    'oregano-core',
    'collaborator',
    'The check belongs in `Parser.feed`:\n\n1. read the field\n2. compare it with what is left\n3. raise `ValueError`',
    '2026-10-12T15:41:00Z',
  ),
  comment(104, null, '', 'I saw this in 3.12, too.', '2026-10-13T08:00:00Z'),
  comment(
    105,
    'parsley-dev',
    'reporter',
    '> compare it with what is left\n\nThat would do.',
    '2026-10-14T07:05:00Z',
  ),
];

export const discussion: DiscussionState = {
  kind: 'ready',
  problem: null,
  comments,
  mailed: [
    'parsley-dev',
    'oregano-core',
    'thyme-core',
    'basil-core',
    'sorrel-core',
    'chervil-core',
    'octo-coordinator',
  ],
  mailedUnknown: ['team psrt'],
  reporter: 'parsley-dev',
  similar: { kind: 'unread', problem: null, rows: [] },
  wider: null,
};

/** A draft with five comments, open at the tab. */
export const talking: EditorState = {
  ...saved,
  discussion,
  open: { tab: 'discussion', preview: 'email', number: 1 },
};

/** A report that nobody decided on. */
export const deciding: EditorState = {
  ...unscored,
  facts: { ...unscored.facts!, state: 'triage' },
  stored: {
    ...unscored.stored!,
    description:
      'Feeding a chunk with a wrong length field reads past the end of the buffer. CVSS 9.8, please hurry.',
    cveId: '',
    credits: [],
    users: [],
  },
  discussion: {
    ...discussion,
    similar: {
      kind: 'ready',
      problem: null,
      rows: [
        {
          id: 'a1',
          kind: 'advisory',
          label: 'GHSA 4wqx',
          title: 'Egg codec accepts overlong input and reads past the end of its table',
          percent: 71,
          why: 'same function Parser.feed; also buffer, length',
          state: 'closed',
        },
        {
          id: 'i2',
          kind: 'issue',
          label: 'gh-210502',
          title: 'spam.parser: length field is not checked when streaming',
          percent: 38.4,
          why: 'also spam, streaming, length',
          state: 'open',
        },
      ],
    },
  },
  open: { tab: 'discussion', preview: 'email', number: 1 },
};

/** `state` with another part of its discussion. */
export const discussing = (state: EditorState, change: Partial<DiscussionState>): EditorState => ({
  ...state,
  discussion: { ...state.discussion, ...change },
});
