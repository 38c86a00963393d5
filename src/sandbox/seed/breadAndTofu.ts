import type { Commit } from './history.ts';
import type { Ported } from './ported.ts';

export const maintained = ['3.15', '3.14', '3.13', '3.12', '3.11'] as const;

const socket = (loop: string) => `"""Options of bread sockets."""


def connect(make, address, options=()):
    sock = make(address)
${loop}    return sock
`;

/** How 3.12 and older do it: the fix of main does not fit there. */
const older = socket(`    if options:
        known = sorted(options)
        for name in known:
            sock.know(name)
`);

/** Fixed by hand, for a branch with the older form. */
export const olderFixed = older.replace('sock.know(name)', 'sock.know(name)\n            sock.use(name)');

const newer = socket('    for name in options:\n        sock.know(name)\n');

const tofu = (length: string) => `"""Tofu, the lexer."""


def tokens(data):
    at = 0
    while at < len(data):
        length = ${length}
        yield data[at + 4:at + 4 + length]
        at += 4 + length
`;

export const breadPath = 'Lib/bread/socket.py';

/** What the fixes need, on main and on every branch. */
export const before: readonly Commit[] = ['main', ...maintained].map((branch): Commit => ({
  branch,
  from: `refs/heads/${branch}^0`,
  message: 'Bread and tofu',
  files: {
    'Lib/bread/__init__.py': '"""Bread, the network."""\n',
    [breadPath]: branch === '3.12' || branch === '3.11' ? older : newer,
    'Lib/tofu.py': tofu('data[at]'),
  },
}));

/** 3.12 conflicts, and 3.11 was made by hand. */
export const bread: Ported = {
  ghsaId: 'GHSA-v2w3-x4c5-f6g7',
  advisory: {
    state: 'draft',
    closedAt: null,
    severity: 'medium',
    vectorV4: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:L/VI:L/VA:N/SC:N/SI:N/SA:N',
  },
  issue: 210_457,
  pull: 210_461,
  backports: 210_466,
  title: 'Honour the option in bread.socket',
  text: 'The options given to :func:`!bread.socket.connect` are used.',
  files: {
    [breadPath]: newer.replace('sock.know(name)', 'sock.know(name)\n        sock.use(name)'),
    'Lib/test/test_bread.py': 'import bread.socket\n\nassert bread.socket.connect\n',
  },
  branches: maintained.slice(0, 4),
};

/** Merged everywhere. */
export const tofuFix: Ported = {
  ghsaId: 'GHSA-j7m2-q4r6-w3c9',
  advisory: {
    summary: 'Tofu lexer overflow',
    state: 'draft',
    closedAt: null,
    severity: 'high',
    vectorV4: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:H/SC:N/SI:N/SA:N',
  },
  issue: 209_880,
  pull: 209_884,
  backports: 209_890,
  title: 'Read four bytes of length in tofu',
  text: 'Tokens of tofu have the length that all four bytes say.',
  files: {
    'Lib/tofu.py': tofu('int.from_bytes(data[at:at + 4], "big")'),
    'Lib/test/test_tofu.py': 'import tofu\n\nassert tofu.tokens\n',
  },
  branches: maintained,
};
