import assert from 'node:assert/strict';
import type { Advisory } from '../../../../src/advisory/model.ts';
import { Shelf } from '../../../../src/ui/advisories/shelf.ts';
import { sample } from './sample.ts';

const repo = { owner: 'python', name: 'cpython' };
const at = (ghsaId: string, minute: number, more: Partial<Advisory> = {}) =>
  sample({ ghsaId, updatedAt: `2026-11-20T13:${String(minute).padStart(2, '0')}:00Z`, ...more });

describe('what was read of a repository', () => {
  let shelf: Shelf;
  beforeEach(() => (shelf = new Shelf(repo)));
  const shown = () => shelf.result.advisories.map(({ ghsaId, title }) => `${ghsaId} ${title}`);

  it('is the same object for as long as every page says the same', () => {
    const page = [at('a', 1), at('b', 1)];
    shelf.put('draft', [page], true);
    const before = shelf.result;
    shelf.put('draft', [page], true);
    assert.equal(shelf.result, before);
    shelf.put('draft', [structuredClone(page)], true);
    assert.equal(shelf.result, before, 'sent anew, with the same words');
    shelf.put('draft', [[page[0]!, { ...page[1]!, title: 'New' }]], true);
    assert.notEqual(shelf.result, before);
    assert.equal(shelf.result.advisories[0], page[0]);
  });

  it('knows entries that went to another page', () => {
    const [a, b, c] = [at('a', 1), at('b', 1), at('c', 2)];
    shelf.put('draft', [[a], [b]], true);
    shelf.put('draft', structuredClone([[c], [a], [b]]), true);
    assert.equal(shelf.result.advisories[1], a);
    assert.equal(shelf.result.advisories[2], b);
  });

  it('has each once: who moved between two lists while they were read is where it is newer', () => {
    shelf.put('triage', [[at('a', 1, { state: 'triage' })]], true);
    shelf.put('draft', [[at('a', 2), at('b', 1)]], true);
    assert.deepEqual(
      shelf.result.advisories.map(({ ghsaId, state }) => [ghsaId, state]),
      [
        ['a', 'draft'],
        ['b', 'draft'],
      ],
    );
  });

  it('shows what was taken until a list that was sent anew is as new', () => {
    const old = at('a', 1);
    shelf.put('draft', [[old]], true);
    shelf.take(at('a', 2, { title: 'Ours' }), 0);
    assert.deepEqual(shown(), ['a Ours']);
    shelf.put('draft', [[old]], true);
    shelf.put('draft', [[structuredClone(old)]], true);
    assert.deepEqual(shown(), ['a Ours'], 'an answer from before');
    shelf.put('draft', [[at('a', 2, { title: 'Theirs' })]], true);
    assert.deepEqual(shown(), ['a Theirs']);
  });

  it('takes no version that is older than what it knows, from whatever it knows it', () => {
    shelf.put('draft', [[at('a', 2)]], true);
    const before = shelf.result;
    shelf.take(at('a', 1, { title: 'Late' }), 0);
    assert.equal(shelf.result, before);
    shelf.take(at('a', 4, { title: 'Ours' }), 1);
    shelf.take(at('a', 3, { title: 'Late' }), 2);
    assert.deepEqual(shown(), ['a Ours']);
    shelf.take(at('a', 4, { title: 'Ours again' }), 3);
    assert.deepEqual(shown(), ['a Ours again'], 'within the same second');
  });

  it('keeps what was taken and is in no list only until the next reading is over', () => {
    shelf.put('draft', [[at('a', 1)]], true);
    shelf.take(at('new', 2, { title: 'New' }), 100);
    shelf.readWhole(100);
    assert.equal(shelf.result.advisories.length, 2, 'taken while it was read');
    shelf.readWhole(101);
    assert.equal(shelf.result.advisories.length, 1);
  });

  it('does not tell what says the same as before', () => {
    shelf.put('draft', [[at('a', 1)]], true);
    const before = shelf.result;
    shelf.take(structuredClone(before.advisories[0]!), 1);
    assert.equal(shelf.result, before);
    shelf.fail(null);
    assert.equal(shelf.result, before);
  });

  it('keeps its lists through a failure that passes, and none through one that closes it', () => {
    const failure = { kind: 'server', message: 'A sentence.', ssoUrl: null } as const;
    shelf.put('draft', [[at('a', 1)]], true);
    shelf.fail(failure);
    assert.deepEqual([shelf.result.error, shelf.result.advisories.length], [failure, 1]);
    const before = shelf.result;
    shelf.fail({ ...failure });
    assert.equal(shelf.result, before);
    shelf.take(at('a', 2, { title: 'Ours' }), 1);
    shelf.fail({ ...failure, kind: 'not-found' }, true);
    assert.deepEqual(shelf.result.advisories, []);
    assert.ok(!shelf.isWhole('draft'));
  });

  it('forgets lists that are not looked at', () => {
    shelf.put('closed', [[at('a', 1, { state: 'closed' })]], true);
    shelf.keep(['triage', 'draft']);
    assert.deepEqual(shelf.result.advisories, []);
    assert.ok(!shelf.isWhole('closed'));
  });
});
