import assert from 'node:assert/strict';
import type { Advisory } from '../../../../src/advisory/model.ts';
import { assess, type Assessment } from '../../../../src/process/index.ts';
import { noFilter, type Filter } from '../../../../src/ui/advisories/filter.ts';
import { dueCount } from '../../../../src/ui/advisories/groups.ts';
import { below, childrenOf, roots } from '../../../../src/ui/advisories/outline.ts';
import { advisoryOf, keyOf, listState, type Node } from '../../../../src/ui/advisories/rows.ts';
import type { Failure, ModelState, RepoResult } from '../../../../src/ui/advisories/states.ts';
import { aged, assessed, factsOf, me, now } from './facts.ts';
import { sample } from './sample.ts';

const repo = { owner: 'python', name: 'cpython' };
const failure = (kind: Failure['kind']): Failure => ({ kind, message: 'A sentence.', ssoUrl: null });
const loaded = (results: RepoResult[], more: Partial<Extract<ModelState, { kind: 'loaded' }>> = {}) =>
  ({ kind: 'loaded', login: me, results, settled: true, stale: null, ...more }) satisfies ModelState;
const nobody = { credits: [] };
const somebody = { credits: [{ login: 'nutmeg-core', type: 'coordinator' as const }] };

describe('the rows of the tree', () => {
  /** The groups and ids of what is drawn of some advisories. */
  function drawn(
    advisories: readonly Advisory[],
    parts: {
      readonly filter?: Partial<Filter>;
      readonly settled?: boolean;
      readonly assessment?: (advisory: Advisory) => Assessment;
    } = {},
  ) {
    const { assessment = (advisory: Advisory) => assess(factsOf(advisory)), settled = true } = parts;
    const state = loaded([{ repo, advisories, error: null }], { settled });
    const filter = { ...noFilter, ...parts.filter };
    return roots(state, { advisories, filter, now, assessment }).map(node => {
      assert.ok(node.kind === 'group');
      return [node.group.label, node.group.detail, ...node.group.advisories.map(({ ghsaId }) => ghsaId)];
    });
  }

  it('stand in groups: whose move it is', () => {
    const all = [
      sample({ ghsaId: 'other', ...somebody }),
      sample({ ghsaId: 'idle', state: 'triage', ...nobody, ...aged(4) }),
      sample({ ghsaId: 'new', state: 'triage', ...nobody, ...aged(1) }),
      sample({ ghsaId: 'waiting', title: '[ACCEPTED] Toast', state: 'triage' }),
      sample({ ghsaId: 'ours', state: 'triage' }),
      sample({ ghsaId: 'closed', state: 'closed' }),
    ];
    const mine = [
      ['Your move', '1', 'ours'],
      ['Waiting', '1', 'waiting'],
      ['Unassigned', '2, 1 past 3 days', 'idle', 'new'],
    ];
    assert.deepEqual(drawn(all), mine);
    assert.deepEqual(drawn(all, { filter: { show: 'all' } }), [
      ...mine,
      ['Other coordinators', '1', 'other'],
    ]);
    assert.deepEqual(drawn(all, { filter: { show: 'unassigned' } }), mine.slice(2));
    assert.deepEqual(drawn(all, { filter: { show: 'finished' } }), [['Finished', '1', 'closed']]);
  });

  it('come overdue first, then by severity, then by day; what is not rated last', () => {
    const order = [
      sample({ ghsaId: 'overdue', severity: 'low', ...aged(97) }),
      sample({ ghsaId: 'critical', severity: 'critical', ...aged(1) }),
      sample({ ghsaId: 'older', ...aged(90) }),
      sample({ ghsaId: 'newer', ...aged(3) }),
      sample({ ghsaId: 'unscored', severity: null, cvssV4: null, ...aged(80) }),
    ];
    const ids = order.map(({ ghsaId }) => ghsaId);
    const yours = (advisory: Advisory) => assessed(advisory, { move: 'yours' });
    assert.deepEqual(drawn([...order].reverse(), { assessment: yours }), [['Your move', '5', ...ids]]);
  });

  it('of nobody come by what was idle for too long, then by severity, then by idle days', () => {
    const order = [
      sample({ ghsaId: 'idle', ...nobody, severity: null, ...aged(9, 4) }),
      sample({ ghsaId: 'high', ...nobody, ...aged(1) }),
      sample({ ghsaId: 'low', ...nobody, severity: 'low', ...aged(3) }),
      sample({ ghsaId: 'newer', ...nobody, severity: 'low', ...aged(80, 1) }),
    ];
    const ids = order.map(({ ghsaId }) => ghsaId);
    assert.deepEqual(drawn([...order].reverse()), [['Unassigned', '4, 1 past 3 days', ...ids]]);
  });

  it('that are finished come newest first', () => {
    const all = [
      sample({ ghsaId: 'older', state: 'closed', ...aged(9, 5) }),
      sample({ ghsaId: 'newer', state: 'closed', ...aged(99, 1) }),
    ];
    assert.deepEqual(drawn(all, { filter: { show: 'finished' } }), [['Finished', '2', 'newer', 'older']]);
  });

  it('stand as they came while a first reading is under way', () => {
    const all = [
      sample({ ghsaId: 'low', severity: 'low', state: 'triage' }),
      sample({ ghsaId: 'high', state: 'triage' }),
    ];
    assert.deepEqual(drawn(all, { settled: false }), [['Your move', '2', 'low', 'high']]);
    assert.deepEqual(drawn(all), [['Your move', '2', 'high', 'low']]);
  });

  it('show what went wrong first of all, whoever coordinates and whatever the filter shows', () => {
    const advisories = [
      sample({ ghsaId: 'ours', state: 'triage', severity: 'critical', ...aged(99) }),
      sample({ ghsaId: 'wrong', state: 'published', ...somebody, publishedAt: now.toISOString() }),
    ];
    const assessment = (advisory: Advisory) => assess(factsOf(advisory));
    for (const show of ['mine', 'finished'] as const) {
      const filter = { ...noFilter, show, search: 'nothing fits' };
      const state = loaded([{ repo, advisories, error: null }]);
      const [first, ...more] = roots(state, { advisories, filter, now, assessment });
      assert.ok(first?.kind === 'mistake' && first.advisory === advisories[1]);
      assert.deepEqual(more, []);
    }
    assert.equal(dueCount({ advisories, assessment, now }), 2);
  });

  it('are those of one repository and of a search, if that is asked for', () => {
    const all = [
      sample({ ghsaId: 'GHSA-2222-2222-2222', title: 'Jam', state: 'triage' }),
      sample({
        ghsaId: 'GHSA-3333-3333-3333',
        title: 'Egg',
        state: 'triage',
        repo: { owner: 'pypa', name: 'pip' },
      }),
    ];
    assert.deepEqual(drawn(all, { filter: { repo: 'PyPA/pip' } }), [
      ['Your move', '1', 'GHSA-3333-3333-3333'],
    ]);
    assert.deepEqual(drawn(all, { filter: { search: 'jam' } }), [['Your move', '1', 'GHSA-2222-2222-2222']]);
    assert.deepEqual(drawn(all, { filter: { repo: 'pypa/pip', search: 'jam' } }), []);
  });

  it('end with what could not be read', () => {
    const sorting = {
      advisories: [],
      filter: noFilter,
      now,
      assessment: (advisory: Advisory) => assessed(advisory),
    };
    assert.deepEqual(roots(loaded([{ repo, advisories: [], error: failure('sso') }]), sorting), [
      { kind: 'failure', name: 'python/cpython', failure: failure('sso') },
    ]);
    assert.deepEqual(roots({ kind: 'failed', failure: failure('server') }, sorting), [
      { kind: 'failure', name: 'GitHub', failure: failure('server') },
    ]);
    assert.deepEqual(roots({ kind: 'failed', failure: failure('offline') }, sorting), []);
    assert.deepEqual(roots({ kind: 'signed-out' }, sorting), []);
  });
});

describe('the rows below an advisory', () => {
  const kinds = (nodes: readonly Node[]) =>
    nodes.map(node => (node.kind === 'step' ? `${node.step.id} ${node.step.state}` : node.kind));
  const spam = sample({ state: 'triage' });

  it('are the next step, then what is open in order, what is over folded, and who can see it', () => {
    const rows = below(spam, assess(factsOf(spam)));
    assert.equal(kinds(rows)[0], 'determination next');
    assert.deepEqual(kinds(rows).slice(-2), ['done', 'readers']);
    const open = rows.slice(1, -2).map(node => node.kind === 'step' && node.step.id);
    const { steps } = assess(factsOf(spam));
    const order = steps
      .filter(({ state }) => !['next', 'done', 'not-needed'].includes(state))
      .map(({ id }) => id);
    assert.deepEqual(open, order);
    const done = rows.find(node => node.kind === 'done')!;
    assert.deepEqual(
      childrenOf(done, { assessment: () => assess(factsOf(spam)) }).map(
        node => node.kind === 'step' && node.step.state,
      ),
      steps.map(({ state }) => state).filter(state => state === 'done' || state === 'not-needed'),
    );
  });

  it('all lead to their advisory, by any row', () => {
    const assessment = assessed(spam);
    const rows = below(spam, assessment);
    for (const row of rows) {
      assert.equal(advisoryOf(row), spam);
      for (const step of childrenOf(row, { assessment: () => assessment }))
        assert.equal(advisoryOf(step), spam);
    }
    assert.equal(advisoryOf(undefined), null);
    assert.equal(advisoryOf({ kind: 'failure' }), null);
  });

  it('have names of their own', () => {
    const assessment = assessed(spam);
    const all = below(spam, assessment).flatMap(row => [
      row,
      ...childrenOf(row, { assessment: () => assessment }),
    ]);
    assert.equal(new Set(all.map(keyOf)).size, all.length);
  });
});

describe('the empty view', () => {
  const nothing = { repo, advisories: [], error: null };

  it('knows which text to show', () => {
    assert.equal(listState(loaded([nothing])), 'empty');
    assert.equal(listState(loaded([nothing], { settled: false })), 'idle', 'pages are still to come');
    assert.equal(listState(loaded([nothing, { ...nothing, error: failure('server') }])), 'loaded');
    assert.equal(listState(loaded([{ ...nothing, advisories: [sample()] }])), 'loaded');
    assert.equal(listState(loaded([{ ...nothing, advisories: [sample({ state: 'closed' })] }])), 'empty');
    assert.equal(listState({ kind: 'failed', failure: failure('offline') }), 'offline');
    assert.equal(listState({ kind: 'failed', failure: failure('server') }), 'failed');
    assert.equal(listState({ kind: 'signed-out' }), 'signed-out');
  });
});
