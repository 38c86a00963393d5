import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { git, gitBytes } from '../../../src/sandbox/gitdir.ts';
import type { Desk, Outcome } from './harness.ts';

/** What public main must get: path to content (and mode, 100644 by default), or null for gone. */
export type Change = Readonly<
  Record<string, Buffer | { readonly mode: string; readonly bytes: Buffer } | null>
>;

/** The sample fixes that merge, and the files that public main must get: path to content, or null for gone. */
export const samples: Readonly<Record<string, (at: Desk) => Promise<Change>>> = {
  'GHSA-7q4m-xv2c-93rp': async at => ({
    'Lib/spam/parser.py': await priv(at, 'GHSA-7q4m-xv2c-93rp', 'Lib/spam/parser.py'),
    'Lib/test/spam_latin1.txt': Buffer.from(
      '# -*- coding: latin-1 -*-\nname: caf\xe9\nplace: Besan\xe7on\n',
      'latin1',
    ),
    'Lib/test/test_spam.py': await priv(at, 'GHSA-7q4m-xv2c-93rp', 'Lib/test/test_spam.py'),
    'Lib/test/spam_truncated.bin': await priv(at, 'GHSA-7q4m-xv2c-93rp', 'Lib/test/spam_truncated.bin'),
    'Lib/spam/kinds.py': await pub(at, 'Lib/spam/tables.py'),
    'Lib/spam/tables.py': null,
  }),
  // Six lines were inserted above on main: the fix belongs after the 24th of the fifty identical ones.
  'GHSA-8p9q-rvwx-2345': async at => {
    const lines = (await pub(at, 'Lib/jam.py')).toString().split('\n');
    const where = lines.indexOf('def steps(queue):') + 1 + 24;
    return {
      'Lib/jam.py': Buffer.from(
        [...lines.slice(0, where), '    queue.rest()', ...lines.slice(where)].join('\n'),
      ),
      'Lib/test/test_jam.py': await priv(at, 'GHSA-8p9q-rvwx-2345', 'Lib/test/test_jam.py'),
    };
  },
  'GHSA-hj5m-pq6r-vw7x': async at => ({
    'Lib/toast/__init__.py': await priv(at, 'GHSA-hj5m-pq6r-vw7x', 'Lib/toast.py'),
    'Lib/test/test_toast.py': await priv(at, 'GHSA-hj5m-pq6r-vw7x', 'Lib/test/test_toast.py'),
  }),
  'GHSA-m2pg-3qcr-4vfw': async at => ({
    'Lib/ham.py': await priv(at, 'GHSA-m2pg-3qcr-4vfw', 'Lib/ham.py'),
    'Lib/test/test_ham.py': await priv(at, 'GHSA-m2pg-3qcr-4vfw', 'Lib/test/test_ham.py'),
  }),
};

const pub = (at: Desk, path: string) => gitBytes(at.sandbox.dir('python/cpython'), ['show', `main:${path}`]);
const priv = (at: Desk, id: string, path: string) =>
  gitBytes(at.sandbox.dir(`python/cpython-${id.toLowerCase()}`), ['show', `advisory-fix-1:${path}`]);

/** A name as its bytes: names need not be UTF-8, and must not change either. */
export const named = (path: string) => Buffer.from(path).toString('latin1');

/** Path (`named`) to mode and blob id of a whole tree. */
export async function treeOf(dir: string, commit: string): Promise<Map<string, string>> {
  const out = (await gitBytes(dir, ['ls-tree', '-r', '-z', commit])).toString('latin1');
  return new Map(
    out
      .split('\0')
      .slice(0, -1)
      .map(line => {
        const [mode, , blob] = line.split(/\s/);
        return [line.slice(line.indexOf('\t') + 1), `${mode} ${blob}`];
      }),
  );
}

/** Writes a blob and gives its id. */
export async function hash(dir: string, content: Buffer): Promise<string> {
  const file = join(dir, 'expected');
  await writeFile(file, content);
  return git(dir, ['hash-object', '-w', '--no-filters', file]);
}

/** The port of a sample ended in public main plus exactly the fix plus the blurb. */
export async function assertExact(at: Desk, id: string, outcome: Outcome, blurb: string): Promise<void> {
  await assertTree(at, outcome, blurb, await samples[id]!(at));
}

/** The same for any change. */
export async function assertTree(
  at: Desk,
  { ended, links, events }: Outcome,
  blurb: string,
  change: Change,
): Promise<void> {
  assert.equal(ended, 'done', JSON.stringify(events.at(-1)));
  const dir = at.sandbox.dir('octo-coordinator/cpython');
  const expected = await treeOf(at.sandbox.dir('python/cpython'), 'main');
  for (const [path, to] of Object.entries(change)) {
    const { mode, bytes } = Buffer.isBuffer(to)
      ? { mode: '100644', bytes: to }
      : { mode: '', bytes: null, ...to };
    if (bytes === null) assert.ok(expected.delete(named(path)), path);
    else expected.set(named(path), `${mode} ${await hash(dir, bytes)}`);
  }
  const tree = await treeOf(dir, links!.commit);
  const news = [...tree.keys()].filter(path => !expected.has(path));
  assert.equal(news.length, 1, news.join());
  assert.match(
    news[0]!,
    new RegExp(`^Misc/NEWS\\.d/next/Security/[\\d-]{19}\\.gh-issue-${links!.issue}\\.[\\w-]{6}\\.rst$`),
  );
  expected.set(news[0]!, `100644 ${await hash(dir, Buffer.from(blurb))}`);
  assert.deepEqual(Object.fromEntries([...tree].sort()), Object.fromEntries([...expected].sort()));
  assert.equal(
    await git(dir, ['rev-list', '--parents', '-1', links!.commit]),
    `${links!.commit} ${await git(at.sandbox.dir('python/cpython'), ['rev-parse', 'main'])}`,
  );
}
