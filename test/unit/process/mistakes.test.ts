import assert from 'node:assert/strict';
import { assess, type Facts } from '../../../src/process/index.ts';
import { ago, factsOf, oneDay, pip, plain, prepared, reviewed, stepOf } from './facts.ts';

const ids = (facts: Facts) => assess(facts).mistakes.map(({ id }) => id);
const fix = { issue: 210_499, pull: 210_501, missingLabels: [], backportsAsked: [], backports: null };
const mergedPull = { number: 1, state: 'closed', merged: true, headSha: 'a'.repeat(40), approvals: null };

describe('an advisory that was published by mistake', () => {
  const published = (parts: Partial<Facts> = {}, days = 1) =>
    factsOf(parts, {
      ...prepared,
      state: 'published',
      privateFork: null,
      publishedAt: ago(days * oneDay),
      createdAt: ago((days + 10) * oneDay),
    });

  it('is said, with what to do and whom to tell', () => {
    const [mistake] = assess(published()).mistakes;
    assert.equal(mistake?.label, 'Published on GitHub by mistake');
    const advice = mistake.advice.join('\n');
    for (const words of ['do not try to unpublish', 'security@python.org', 'cna@python.org', 'every clone'])
      assert.ok(advice.includes(words), words);
    assert.match(
      assess(published({ publicFix: { ...fix, state: 'merged' } })).mistakes[0]!.advice.join('\n'),
      /merged already/,
    );
  });

  it('stays the move of its coordinator and is due at once', () => {
    const { move, due, next } = assess(published());
    assert.deepEqual([move, due, next?.id], ['yours', true, 'publicPull']);
    // The fork is gone, so there is nothing to port: it is done on GitHub.
    assert.deepEqual(
      [next?.label, next?.action, next?.way],
      ['Open a public issue and pull request', null, 'browser'],
    );
  });

  it('is waited with while reviewers have the fix, and finished once it is announced', () => {
    assert.equal(assess(published({ publicFix: { ...fix, state: 'open' } })).move, 'waiting');
    const publicFix = { ...fix, state: 'merged' as const };
    assert.equal(assess(published({ publicFix })).next?.id, 'announce');
    const done = assess(published({ publicFix, progress: { announcedAt: ago(5) } }));
    assert.deepEqual([done.move, done.due, done.next], ['finished', false, null]);
  });

  it('is shown to whoever sees one without a coordinator', () => {
    const facts = published();
    const orphan = { ...facts, advisory: { ...facts.advisory, credits: [] } };
    assert.equal(assess({ ...orphan, role: 'outsider' }).move, 'unassigned');
    assert.equal(assess({ ...orphan, role: 'outsider' }).next, null);
    assert.equal(assess(orphan).next?.action, 'volunteer');
  });

  it('is history after ninety days, and no mistake where advisories are published', () => {
    assert.deepEqual(ids(published({}, 90)), ['published']);
    assert.deepEqual(ids(published({}, 91)), []);
    assert.equal(assess(published({}, 91)).move, 'finished');
    assert.deepEqual(ids(published({ profile: pip })), ['published']);
    assert.deepEqual(ids(published({ profile: plain })), []);
    assert.equal(assess(published({ profile: plain })).move, 'finished');
  });
});

describe('a private pull request that was merged by mistake', () => {
  const merged = (parts: Partial<Facts> = {}) => factsOf({ pulls: [mergedPull], ...parts }, prepared);

  it('is said, with where to look first', () => {
    const [mistake] = assess(merged()).mistakes;
    assert.equal(mistake?.label, 'Private pull request merged by mistake');
    assert.match(mistake.advice[0]!, /public branch/);
    assert.match(mistake.advice.join('\n'), /Do not revert/);
  });

  it('makes the public pull request the next step, and is due', () => {
    const { next, due } = assess(merged());
    assert.deepEqual([next?.id, next?.action, due], ['publicPull', null, true]);
    assert.equal(stepOf(merged(), 'privatePull').detail, '#1, merged in the fork');
  });

  it('is none once the public fix is merged or the advisory is closed, or where that is the way', () => {
    assert.deepEqual(ids(merged({ publicFix: { ...fix, state: 'open' } })), ['merged-in-fork']);
    assert.deepEqual(ids(merged({ publicFix: { ...fix, state: 'merged' } })), []);
    const facts = merged();
    assert.deepEqual(ids({ ...facts, advisory: { ...facts.advisory, state: 'closed' } }), []);
    assert.deepEqual(ids(merged({ profile: plain })), []);
    assert.equal(assess(merged({ profile: plain })).next?.id, 'announce');
  });

  it('is not read out of what is not known', () => {
    assert.deepEqual(ids(merged({ pulls: null })), []);
    assert.deepEqual(ids(merged({ pulls: [reviewed] })), []);
  });
});
