import type { Commit } from './history.ts';

/** Sources of a CPython small enough to read, real enough for `blurb` to accept (it looks at these files). */
const ground: Readonly<Record<string, string | Buffer>> = {
  'README.rst':
    'This is Python version 3.16.0 alpha 2\n=====================================\n\nA small one, for practice.\n',
  LICENSE:
    'A. HISTORY OF THE SOFTWARE\n==========================\n\nInvented for practice; MIT like the rest.\n',
  'Include/Python.h': '#ifndef Py_PYTHON_H\n#define Py_PYTHON_H\n#endif\n',
  'Python/ceval.c': '#include "Python.h"\n\nint eval(void) { return 0; }\n',
  '.github/PULL_REQUEST_TEMPLATE.md': '<!-- The title starts with gh-NNNNNN: and says what changes. -->\n',
  'Misc/NEWS.d/next/Security/2026-09-02-10-00-00.gh-issue-210402.a1B2c3.rst':
    'Reject empty names in :func:`!spam.open`.\n',
  'Misc/NEWS.d/next/Library/2026-09-03-10-00-00.gh-issue-210403.d4E5f6.rst':
    'Speed up :func:`!egg.decode` for short input.\n',
  'Lib/spam/__init__.py': '"""Spam, the format."""\n\nfrom .parser import Parser\n',
  'Lib/spam/parser.py': `"""A parser for spam chunks."""

HEADER = 4


class Parser:
    """Feed bytes in, take chunks out."""

    def __init__(self, streaming=False):
        self.buffer = b""
        self.streaming = streaming
        self.chunks = []

    def feed(self, data):
        self.buffer += data
        while len(self.buffer) >= HEADER:
            length = int.from_bytes(self.buffer[:HEADER], "big")
            chunk = self.buffer[HEADER:HEADER + length]
            self.buffer = self.buffer[HEADER + length:]
            self.chunks.append(chunk)

    def close(self):
        if self.buffer:
            raise EOFError("truncated header")
        return self.chunks
`,
  'Lib/spam/tables.py': '"""Tables of the format."""\n\nKINDS = {0: "ham", 1: "egg", 2: "spam"}\n',
  'Lib/spam/limits.py': '"""Limits of the format."""\n\nLARGEST = 1 << 24\n',
  'Lib/test/test_spam.py': `import unittest

from spam import Parser


class SpamTests(unittest.TestCase):
    def test_one_chunk(self):
        parser = Parser()
        parser.feed(b"\\0\\0\\0\\2hi")
        self.assertEqual(parser.close(), [b"hi"])

    def test_truncated_header(self):
        parser = Parser()
        parser.feed(b"\\0\\0")
        self.assertRaises(EOFError, parser.close)


if __name__ == "__main__":
    unittest.main()
`,
  // Latin-1: "café" in a source file of old, as CPython's own tests have them.
  'Lib/test/spam_latin1.txt': Buffer.from(
    '# -*- coding: latin-1 -*-\nname: caf\xe9\nplace: Orl\xe9ans\n',
    'latin1',
  ),
  'Lib/egg.py': `"""Egg, the codec."""


def decode(data):
    out = []
    for byte in data:
        out.append(byte ^ 0x55)
    return bytes(out)


def encode(data):
    return decode(data)
`,
  'Lib/test/test_egg.py': `import unittest

import egg


class EggTests(unittest.TestCase):
    def test_round_trip(self):
        self.assertEqual(egg.decode(egg.encode(b"yolk")), b"yolk")
`,
  'Lib/jam.py': `"""Jam, the scheduler."""


def steps(queue):
${'    queue.turn()\n'.repeat(50)}    return queue
`,
  'Lib/toast.py': `"""Toast, the archive."""

import os


def extract(member, target):
    path = os.path.join(target, member.name)
    with open(path, "wb") as out:
        out.write(member.data)
    return path
`,
  'Lib/test/test_toast.py': '"""Tests of toast."""\n\nimport toast\n\nNAMES = ["crust", "crumb"]\n',
  'Lib/ham.py': '"""Ham, the cookie jar."""\n\n\ndef follow(jar, address):\n    return jar.send(address)\n',
};

const jamSource = String(ground['Lib/jam.py']);

/** Lines that main gets above the fifty identical ones: a patch by line numbers then lands elsewhere. */
const jamHelp = `def length(turn):
    if turn is None:
        return 0
    return turn.length


`;

/** The state that the private forks were made from; public main has moved on since. */
export const beforeForks: readonly Commit[] = [
  { branch: 'main', message: 'Start of the practice tree', files: ground },
  ...[
    [
      'Lib/spam/tables.py',
      '"""Tables of the format."""\n\nKINDS = {0: "ham", 1: "egg", 2: "spam", 3: "toast"}\n',
      'gh-210405: Add the toast kind (#210406)',
    ],
    [
      'Doc/library/spam.rst',
      ':mod:`!spam`\n============\n\n.. class:: Parser\n',
      'gh-210407: Document the spam parser (#210408)',
    ],
    [
      'Doc/library/egg.rst',
      ':mod:`!egg`\n===========\n\n.. function:: decode(data)\n',
      'gh-210409: Document the egg codec (#210410)',
    ],
    ['Doc/library/jam.rst', ':mod:`!jam`\n===========\n', 'gh-210411: Document the jam scheduler (#210412)'],
    [
      'Lib/test/test_jam.py',
      'import jam\n\nassert jam.steps\n',
      'gh-210413: Test the jam scheduler (#210414)',
    ],
    ['Lib/test/test_ham.py', 'import ham\n\nassert ham.follow\n', 'gh-210415: Test the cookie jar (#210416)'],
    [
      'Modules/spammodule.c',
      '#include "Python.h"\n\nint spam(void) { return 1; }\n',
      'gh-210417: Add the C half of spam (#210418)',
    ],
    [
      'Modules/eggmodule.c',
      '#include "Python.h"\n\nint egg(void) { return 2; }\n',
      'gh-210419: Add the C half of egg (#210420)',
    ],
  ].map(([path = '', content = '', message = '']): Commit => ({
    branch: 'main',
    message,
    files: { [path]: content },
  })),
  ...['3.15', '3.14', '3.13', '3.12', '3.11'].map((branch): Commit => ({
    branch,
    from: 'refs/heads/main',
    message: `[${branch}] Start of the ${branch} branch`,
    files: {
      'README.rst': `This is Python version ${branch}.2\n===========================\n\nA small one, for practice.\n`,
    },
  })),
];

/** What happened on public main after the private forks were made. */
export const afterForks: readonly Commit[] = [
  {
    branch: 'main',
    message: 'gh-210421: Egg: XOR with a named key (#210422)',
    files: {
      'Lib/egg.py': `"""Egg, the codec."""

KEY = 0x55


def decode(data):
    out = []
    for byte in data:
        out.append(byte ^ KEY)
    return bytes(out)


def encode(data):
    return decode(data)
`,
    },
  },
  {
    branch: 'main',
    message: 'gh-210423: Jam: say how long a turn is (#210424)',
    files: { 'Lib/jam.py': jamSource.replace('def steps(queue):\n', `${jamHelp}def steps(queue):\n`) },
  },
  {
    branch: 'main',
    message: 'gh-210425: Make toast a package (#210426)',
    renames: { 'Lib/toast.py': 'Lib/toast/__init__.py' },
  },
  {
    branch: 'main',
    message: 'gh-210427: Say more about the cookie jar (#210428)',
    files: { 'Doc/library/ham.rst': ':mod:`!ham`\n===========\n\n.. function:: follow(jar, address)\n' },
  },
  {
    branch: 'main',
    message: 'gh-210429: Raise the largest chunk (#210430)',
    files: { 'Lib/spam/limits.py': '"""Limits of the format."""\n\nLARGEST = 1 << 26\n' },
  },
];

/** Names, colours and meanings of the labels that matter. */
export const cpythonLabels: readonly (readonly [string, string, string])[] = [
  ['type-security', 'e99695', 'A security issue'],
  ['type-bug', 'd73a4a', 'An unexpected behavior, bug, or error'],
  ['release-blocker', 'b60205', ''],
  ['deferred-blocker', 'd93f0b', ''],
  ['skip news', 'cccccc', ''],
  ...['3.15', '3.14', '3.13', '3.12', '3.11'].map(
    branch => [`needs backport to ${branch}`, 'c2e0c6', 'bug and security fixes'] as const,
  ),
];

export { jamSource };
