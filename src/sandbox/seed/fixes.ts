import { jamSource } from './cpython.ts';
import type { Commit } from './history.ts';

/** A fix that waits in a private fork: its commits on `advisory-fix-1`, and what its pull request says. */
export interface Fix {
  readonly ghsaId: string;
  readonly title: string;
  readonly body: string;
  readonly author: string;
  readonly approvedBy: readonly string[];
  readonly commits: readonly Commit[];
  /** Does the branch merge newer public main in the middle? */
  readonly mergesMain?: true;
}

const branch = 'advisory-fix-1';
/** The address that oregano-core commits with at home. It must never become public by accident. */
const oregano = ['Oregano Core', 'oregano@home.example'] as const;
const octo = ['Octo Coordinator', '4101+octo-coordinator@users.noreply.github.com'] as const;

/** Lib/spam/parser.py as the fix leaves it. */
const parser = `"""A parser for spam chunks."""

HEADER = 4


class Parser:
    """Feed bytes in, take chunks out.

    With *streaming* a chunk may end in a later call of feed().
    """

    def __init__(self, streaming=False):
        self.buffer = b""
        self.streaming = streaming
        self.chunks = []

    def feed(self, data):
        self.buffer += data
        while len(self.buffer) >= HEADER:
            length = int.from_bytes(self.buffer[:HEADER], "big")
            end = HEADER + length
            if end > len(self.buffer):
                if self.streaming:
                    return
                raise ValueError("the length field is larger than the chunk")
            chunk = self.buffer[HEADER:end]
            self.buffer = self.buffer[end:]
            self.chunks.append(chunk)

    def close(self):
        if self.buffer:
            raise EOFError("truncated chunk")
        return self.chunks
`;

const spamTests = `import unittest

from spam import Parser


class SpamTests(unittest.TestCase):
    def test_one_chunk(self):
        parser = Parser()
        parser.feed(b"\\0\\0\\0\\2hi")
        self.assertEqual(parser.close(), [b"hi"])

    def test_length_too_large(self):
        parser = Parser()
        with self.assertRaises(ValueError):
            parser.feed(b"\\0\\0\\0\\9hi")

    def test_streaming(self):
        parser = Parser(streaming=True)
        parser.feed(b"\\0\\0\\0\\4sp")
        self.assertRaises(EOFError, parser.close)
        parser.feed(b"am")
        self.assertEqual(parser.close(), [b"spam"])

    def test_truncated_header(self):
        parser = Parser()
        parser.feed(b"\\0\\0")
        self.assertRaises(EOFError, parser.close)


if __name__ == "__main__":
    unittest.main()
`;

/** Bytes that are no text: what a broken chunk looks like. */
const sample = Buffer.from([0x00, 0xff, 0xfe, 0x00, 0x80, 0x81, 0x0a, 0x0d, 0x00, 0x7f, 0xc3, 0x28, 0x00]);

const jam = jamSource.split('\n');
/** The fix stands after the 25th of fifty identical lines; where exactly, only the history tells. */
const jamFixed = [...jam.slice(0, 28), '    queue.rest()', ...jam.slice(28)].join('\n');

export const fixes: readonly Fix[] = [
  {
    ghsaId: 'GHSA-7q4m-xv2c-93rp',
    title: 'Check the length field in the Spam parser',
    body: 'Compares the length with what is left, as discussed in the advisory.',
    author: 'oregano-core',
    approvedBy: ['nutmeg-core', 'parsley-core'],
    commits: [
      {
        branch,
        author: oregano,
        message: 'WIP: fix for GHSA-7q4m-xv2c-93rp, do not make public',
        files: {
          'Lib/spam/parser.py': parser,
          'Lib/test/spam_latin1.txt': Buffer.from(
            '# -*- coding: latin-1 -*-\nname: caf\xe9\nplace: Besan\xe7on\n',
            'latin1',
          ),
        },
      },
      {
        branch,
        author: oregano,
        message: 'Tests, and the tables get a better name',
        files: { 'Lib/test/test_spam.py': spamTests, 'Lib/test/spam_truncated.bin': sample },
        renames: { 'Lib/spam/tables.py': 'Lib/spam/kinds.py' },
      },
    ],
  },
  {
    ghsaId: 'GHSA-2c3f-4g5h-6j7m',
    title: 'Refuse overlong input in the Egg codec',
    body: '',
    author: 'octo-coordinator',
    approvedBy: ['nutmeg-core'],
    commits: [
      {
        branch,
        author: octo,
        message: 'Refuse overlong input',
        files: {
          'Lib/egg.py': `"""Egg, the codec."""

LONGEST = 1 << 20


def decode(data):
    if len(data) > LONGEST:
        raise ValueError("overlong input")
    out = []
    for byte in data:
        out.append(byte ^ 0x55 & 0xff)
    return bytes(out)


def encode(data):
    return decode(data)
`,
          'Lib/test/test_egg.py':
            'import unittest\n\nimport egg\n\n\nclass EggTests(unittest.TestCase):\n    def test_long(self):\n        self.assertRaises(ValueError, egg.decode, bytes(1 << 21))\n',
        },
      },
    ],
  },
  {
    ghsaId: 'GHSA-8p9q-rvwx-2345',
    title: 'Let the Jam scheduler rest',
    body: '',
    author: 'oregano-core',
    approvedBy: [],
    commits: [
      {
        branch,
        author: oregano,
        message: 'Rest in the middle',
        files: {
          'Lib/jam.py': jamFixed,
          'Lib/test/test_jam.py':
            'import jam\n\nassert jam.steps\nassert "rest" in open(jam.__file__).read()\n',
        },
      },
    ],
  },
  {
    ghsaId: 'GHSA-hj5m-pq6r-vw7x',
    title: 'Keep Toast members below the target',
    body: '',
    author: 'oregano-core',
    approvedBy: ['nutmeg-core'],
    commits: [
      {
        branch,
        author: oregano,
        message: 'Keep members below the target',
        files: {
          'Lib/toast.py': `"""Toast, the archive."""

import os


def extract(member, target):
    path = os.path.realpath(os.path.join(target, member.name))
    if os.path.commonpath([path, os.path.realpath(target)]) != os.path.realpath(target):
        raise ValueError("member leaves the target")
    with open(path, "wb") as out:
        out.write(member.data)
    return path
`,
          'Lib/test/test_toast.py':
            '"""Tests of toast."""\n\nimport toast\n\nNAMES = ["crust", "crumb", "../knife"]\n',
        },
      },
    ],
  },
  {
    ghsaId: 'GHSA-m2pg-3qcr-4vfw',
    title: 'Drop the cookie jar when Ham changes hosts',
    body: '',
    author: 'octo-coordinator',
    approvedBy: ['oregano-core'],
    mergesMain: true,
    commits: [
      {
        branch,
        author: octo,
        message: 'Drop the jar on another host',
        files: {
          'Lib/ham.py':
            '"""Ham, the cookie jar."""\n\n\ndef follow(jar, address):\n    if address.host != jar.host:\n        jar = jar.empty()\n    return jar.send(address)\n',
        },
      },
      {
        branch,
        author: octo,
        message: 'A test',
        files: {
          'Lib/test/test_ham.py':
            'import ham\n\nassert ham.follow\nassert "empty" in open(ham.__file__).read()\n',
        },
      },
    ],
  },
];
