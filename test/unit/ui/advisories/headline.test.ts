import assert from 'node:assert/strict';
import { assess } from '../../../../src/process/index.ts';
import { noFilter } from '../../../../src/ui/advisories/filter.ts';
import { badgeOf, descriptionOf, messageOf, type Heading } from '../../../../src/ui/advisories/headline.ts';
import type { Failure } from '../../../../src/ui/advisories/states.ts';
import { aged, factsOf, me, now } from './facts.ts';
import { sample } from './sample.ts';

const loaded = { kind: 'loaded', login: me, results: [], settled: true, stale: null } as const;
const heading = (parts: Partial<Heading> = {}): Heading => ({
  ...{ state: loaded, filter: noFilter, advisories: [], assessment: advisory => assess(factsOf(advisory)) },
  ...{ loading: '', limited: false, account: null, sandbox: false, now, ...parts },
});
const nobody = sample({ credits: [], state: 'triage' });
const other = sample({ credits: [{ login: 'nutmeg-core', type: 'coordinator' }] });

describe('the head of the view', () => {
  it('says the filter, the account where there are several, and that it is practice', () => {
    assert.equal(descriptionOf(heading()), 'mine');
    assert.equal(descriptionOf(heading({ account: me })), 'mine · octo-coordinator');
    assert.equal(descriptionOf(heading({ sandbox: true })), 'mine · sandbox');
    assert.equal(descriptionOf(heading({ filter: { ...noFilter, search: 'spam' } })), 'mine · search: spam');
    assert.equal(descriptionOf(heading({ state: { kind: 'signed-out' } })), '');
  });

  it('says since when the list is old', () => {
    const since = new Date(2026, 10, 20, 13, 42);
    const failure = (kind: Failure['kind']): Failure => ({ kind, message: 'Broken.', ssoUrl: null });
    const message = (kind: Failure['kind']) =>
      messageOf(heading({ state: { ...loaded, stale: { since, failure: failure(kind) } }, limited: true }));
    const limited = 'Commands that run git are off here. Reading and writing advisories works.';
    assert.equal(message('offline'), `Offline since 13:42. Showing what was loaded then. ${limited}`);
    assert.equal(message('server'), `Broken. Showing what was loaded before. ${limited}`);
  });

  it('says what is loaded, once that takes long', () => {
    const loading = 'Loading python/cpython, page 3…';
    assert.equal(messageOf(heading({ loading })), loading);
    assert.equal(messageOf(heading({ loading, state: { kind: 'idle' } })), loading);
  });

  it('says that nothing is ours while there are others', () => {
    const message = 'No advisory names you as coordinator.';
    assert.equal(messageOf(heading({ advisories: [nobody] })), message);
    assert.equal(messageOf(heading({ advisories: [other] })), message);
    assert.equal(messageOf(heading({ advisories: [nobody, sample()] })), '');
    assert.equal(
      messageOf(heading({ advisories: [nobody], state: { ...loaded, settled: false } })),
      '',
      'not yet',
    );
    assert.equal(messageOf(heading()), '', 'the empty view has words of its own');
  });

  it('says why a search or a filter shows nothing', () => {
    const searching = (search: string, show = noFilter.show) =>
      messageOf(heading({ advisories: [sample(), other], filter: { ...noFilter, show, search } }));
    assert.equal(searching('spam'), 'Search: spam. 1 of 1 shown.');
    assert.equal(
      searching('nutmeg'),
      'Search: nutmeg. Nothing here fits, but 1 other does. Choose All in the filter.',
    );
    assert.equal(searching('nutmeg', 'all'), 'All. Search: nutmeg. 1 of 2 shown.');
    assert.equal(searching('truffle'), 'Search: truffle. Nothing fits.');
    const all = [sample()];
    assert.equal(
      messageOf(heading({ advisories: all, filter: { ...noFilter, show: 'unassigned' } })),
      'Unassigned. Every open advisory has a coordinator.',
    );
    assert.equal(
      messageOf(heading({ advisories: all, filter: { ...noFilter, show: 'finished' } })),
      'Finished. Nothing is finished yet.',
    );
  });

  it('says the filter and the search where VS Code shows no description', () => {
    const pip = sample({ ghsaId: 'pip', repo: { owner: 'pypa', name: 'pip' } });
    const closed = sample({ ghsaId: 'closed', state: 'closed' });
    const message = (filter: Partial<Heading['filter']>, parts: Partial<Heading> = {}) =>
      messageOf(
        heading({ advisories: [sample(), pip, other, closed], filter: { ...noFilter, ...filter }, ...parts }),
      );
    assert.equal(message({}), '');
    assert.equal(message({ repo: 'pypa/pip' }), 'Only pypa/pip.');
    assert.equal(message({ show: 'finished', repo: 'python/cpython' }), 'Finished, python/cpython.');
    assert.equal(message({ search: ' spam\u202e  pip ' }), 'Search: spam pip. Nothing fits.');
    assert.equal(message({ search: 'spam' }), 'Search: spam. 2 of 2 shown.');
    assert.equal(message({ show: 'all', search: 'nutmeg-core' }), 'All. Search: nutmeg-core. 1 of 3 shown.');
    assert.equal(
      message({ repo: 'pypa/pip', search: 'spam' }),
      'Only pypa/pip. Search: spam. 1 of 1 shown.',
      'of those of the repository',
    );
    assert.equal(message({ search: 'spam' }, { state: { kind: 'signed-out' } }), '');
  });

  it('never hides one message by another', () => {
    const failure: Failure = { kind: 'offline', message: 'Broken.', ssoUrl: null };
    const state = { ...loaded, stale: { since: new Date(2026, 10, 20, 13, 42), failure } };
    const filter = { ...noFilter, show: 'all', search: 'truffle' } as const;
    const message = messageOf(
      heading({ advisories: [sample()], state, filter, limited: true, loading: 'Loading a, page 3…' }),
    );
    for (const words of [
      'Loading a, page 3… Offline since 13:42. ',
      ' All. Search: truffle. Nothing fits. ',
      ' Commands that run git are off here.',
    ])
      assert.ok(message.includes(words), words);
  });

  it('says that git is off here, beside what else is to be said', () => {
    const limited = 'Commands that run git are off here. Reading and writing advisories works.';
    assert.equal(messageOf(heading({ limited: true, advisories: [sample()] })), limited);
  });

  it('counts what needs us: ours that are due, and what went wrong', () => {
    const late = (id: string) => sample({ ghsaId: id, state: 'triage', ...aged(80) });
    const count = (...advisories: Heading['advisories']) => badgeOf(heading({ advisories }));
    assert.equal(count(sample({ state: 'triage', ...aged(3) }), nobody, other), undefined);
    assert.deepEqual(count(late('a')), { value: 1, tooltip: '1 advisory needs you' });
    assert.deepEqual(count(late('a'), late('b')), { value: 2, tooltip: '2 advisories need you' });
    const waiting = sample({ title: '[ACCEPTED] Toast', state: 'triage', ...aged(80) });
    assert.equal(count(waiting), undefined, 'somebody else has to act');
    const overdue = { ...waiting, ...aged(97) };
    assert.equal(count(overdue)?.value, 1, 'nobody else counts the days of it');
    assert.equal(count({ ...overdue, ...aged(90) }), undefined, 'the last day');
    assert.equal(count({ ...overdue, credits: other.credits }), undefined, 'it is not ours');
    const wrong = { ...other, state: 'published' as const, publishedAt: new Date().toISOString() };
    assert.equal(count(wrong)?.value, 1);
  });

  it('counts what the bot has left lying, however young it is', () => {
    const toast = sample({ title: '[ACCEPTED] Toast', state: 'triage', ...aged(3) });
    const count = (at: Date) => {
      const progress = { asked: { tag: 'ACCEPTED', at: at.toISOString() } };
      const assessment = (advisory: Heading['advisories'][number]) => assess(factsOf(advisory, { progress }));
      assert.equal(assessment(toast).move, 'waiting');
      return badgeOf(heading({ advisories: [toast], assessment }))?.value;
    };
    assert.equal(count(now), undefined);
    assert.equal(count(new Date(now.getTime() - 3 * 3_600_000)), 1);
  });
});
