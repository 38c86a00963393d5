import assert from 'node:assert/strict';
import type { PrivateClone } from '../../../../src/jobs/fork/types.ts';
import { personAtWindow, type Person } from '../decide/window.ts';

const { ForkDesk } = await import('../../../../src/ui/fork/desk.ts');
const vscode = await import('vscode');

const repo = { owner: 'python', name: 'cpython' };
const cloneOf = (ghsaId: string) =>
  ({
    path: `/clones/${ghsaId}`,
    repo,
    ghsaId,
    fork: `python/${ghsaId}`,
    worktrees: [],
  }) as never as PrivateClone;
const one = cloneOf('GHSA-7q4m-xv2c-93rp');
const two = cloneOf('GHSA-m2pg-3qcr-4vfw');
const other = 'GHSA-c4f5-g6h7-j8m9';

describe('which private clone a command means', () => {
  let person: Person;
  const window = vscode.window as { activeTextEditor?: unknown };

  beforeEach(() => (person = personAtWindow()));
  afterEach(() => delete window.activeTextEditor);

  const inFront = (path: string) =>
    (window.activeTextEditor = { document: { uri: { scheme: 'file', fsPath: path } } });
  const desk = (held: readonly PrivateClone[], here = [one, two]) => {
    const advisories = [other, one.ghsaId, two.ghsaId].map(ghsaId => ({ repo, ghsaId, title: ghsaId }));
    return new ForkDesk({
      clones: {
        ...{ here: () => here, inWindow: () => held, ofWindow: () => held[0] ?? null },
        of: ({ ghsaId }: PrivateClone) => here.find(clone => clone.ghsaId === ghsaId) ?? null,
        at: (path: string) => here.find(clone => path.startsWith(`${clone.path}/`)) ?? null,
      },
      model: { state: { kind: 'loaded' }, advisories },
    } as never);
  };

  it('is the only one of the window, without a question', async () => {
    assert.equal(await desk([two]).clone(undefined, 'Title'), two);
    assert.deepEqual(person.offered, []);
  });

  it('of several is that of the file in front', async () => {
    inFront(`${two.path}/Lib/os.py`);
    assert.equal(await desk([one, two]).clone(undefined, 'Title'), two);
    assert.equal((await desk([one, two]).advisory(undefined, () => true, 'Title'))?.ghsaId, two.ghsaId);
    assert.deepEqual(person.offered, []);
  });

  it('is asked for where no file says it, and none where the question is left', async () => {
    person.answers = [/4vfw/, null];
    assert.equal(await desk([one, two]).clone(undefined, 'Title'), two);
    assert.equal(await desk([one, two]).clone(undefined, 'Title'), null);
    assert.deepEqual(person.offered, [
      ['93rp', '4vfw'],
      ['93rp', '4vfw'],
    ]);
  });

  it('is asked for among all advisories where another one may be meant, that of the window first', async () => {
    person.answers = [/j8m9/];
    const meant = await desk([two]).anyAdvisory(undefined, () => true, 'Clone');
    assert.equal(meant?.ghsaId, other);
    assert.match(person.offered[0]![0]!, /4vfw$/);
  });
});
