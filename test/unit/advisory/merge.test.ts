import assert from 'node:assert/strict';
import type { AdvisoryFields, AffectedProduct } from '../../../src/advisory/fields.ts';
import { mergeFields } from '../../../src/advisory/merge.ts';
import type { Credit } from '../../../src/advisory/model.ts';
import { withTagsOf } from '../../../src/advisory/title.ts';

const cpython: AffectedProduct = {
  ecosystem: 'other',
  name: 'CPython',
  range: '< 3.16.0',
  patched: '',
  functions: [],
};
const reporter: Credit = { login: 'parsley-dev', type: 'reporter' };
const coordinator: Credit = { login: 'octo-coordinator', type: 'coordinator' };
const developer: Credit = { login: 'oregano-core', type: 'remediation_developer' };
const base: AdvisoryFields = {
  title: 'Spam parser reads past the end',
  description: 'A report.',
  cveId: '',
  cweIds: ['CWE-125'],
  products: [cpython],
  credits: [reporter, coordinator],
  vector: '',
  users: [],
  teams: ['psrt'],
};
const edited = (change: Partial<AdvisoryFields>): AdvisoryFields => ({ ...base, ...change });

describe('two people edit one advisory', () => {
  it('both edits stand where they changed different fields', () => {
    const merged = mergeFields(base, edited({ title: 'Mine' }), edited({ description: 'Theirs' }));
    assert.deepEqual(merged, {
      fields: edited({ title: 'Mine', description: 'Theirs' }),
      taken: ['description'],
      conflicts: [],
      versions: {},
    });
  });

  it('nothing is asked where both made the same change', () => {
    const both = edited({ cveId: 'CVE-2026-900417' });
    assert.deepEqual(mergeFields(base, both, both), {
      fields: both,
      taken: [],
      conflicts: [],
      versions: {},
    });
  });

  it('somebody is asked where both changed one text, and nothing of mine is sent meanwhile', () => {
    const merged = mergeFields(base, edited({ title: 'Mine' }), edited({ title: 'Theirs' }));
    assert.deepEqual(merged.conflicts, ['title']);
    assert.equal(merged.fields.title, 'Theirs');
  });

  it('credits are merged by person: added, removed, changed', () => {
    const mine = edited({ credits: [reporter, coordinator, developer] });
    const theirs = edited({ credits: [{ ...reporter, type: 'finder' }] });
    const { fields, taken, conflicts } = mergeFields(base, mine, theirs);
    assert.deepEqual(fields.credits, [{ ...reporter, type: 'finder' }, developer]);
    assert.deepEqual([taken, conflicts], [['credits'], []]);
  });

  it('a person whose role both changed is a question', () => {
    const as = (type: Credit['type']) => edited({ credits: [{ ...reporter, type }, coordinator] });
    assert.deepEqual(mergeFields(base, as('finder'), as('analyst')).conflicts, ['credits']);
  });

  it('who was removed there and changed here is a question', () => {
    const mine = edited({ credits: [{ ...reporter, type: 'finder' }, coordinator] });
    assert.deepEqual(mergeFields(base, mine, edited({ credits: [coordinator] })).conflicts, ['credits']);
  });

  it('logins are one person in any casing', () => {
    const mine = edited({ credits: [...base.credits, { ...developer, login: 'Oregano-Core' }] });
    const theirs = edited({ credits: [...base.credits, developer] });
    const { fields, conflicts } = mergeFields(base, mine, theirs);
    assert.deepEqual([fields.credits, conflicts], [theirs.credits, []]);
  });

  it('products are merged by package, and two ranges of one package stay two', () => {
    const two = [cpython, { ...cpython, range: '>= 3.15.0a1, < 3.15.0a7' }];
    const mine = edited({ products: [...two, { ...cpython, name: 'pip' }] });
    const theirs = edited({ products: two });
    assert.deepEqual(mergeFields(edited({ products: two }), mine, theirs).fields.products, mine.products);
    const patched = edited({ products: [{ ...cpython, patched: '3.16.0' }] });
    const both = mergeFields(base, patched, edited({ products: two }));
    assert.deepEqual(both.fields.products, [two[1], { ...cpython, patched: '3.16.0' }]);
  });

  it('a row that either side deleted stays deleted, and two new rows of one package are two', () => {
    const rows = ['< 3.11.16', '>= 3.12.0, < 3.12.14', '>= 3.13.0, < 3.13.13'].map(range => ({
      ...cpython,
      range,
    }));
    const of = (...products: AffectedProduct[]) => edited({ products });
    const deleted = mergeFields(of(...rows), of(rows[1]!, rows[2]!), of(rows[0]!, rows[1]!));
    assert.deepEqual([deleted.fields.products, deleted.conflicts], [[rows[1]], []]);
    const added = mergeFields(of(rows[0]!), of(rows[0]!, rows[1]!), of(rows[0]!, rows[2]!));
    assert.deepEqual([added.fields.products, added.conflicts], [[rows[0], rows[2], rows[1]], []]);
    const changed = (patched: string) => of({ ...rows[0]!, patched }, rows[1]!);
    assert.deepEqual(mergeFields(of(rows[0]!, rows[1]!), changed('3.11.16'), changed('3.11.17')).conflicts, [
      'products',
    ]);
  });

  it('a question about one entry takes the agreed rest along, whatever the answer', () => {
    const as = (type: Credit['type'], more: Credit) =>
      edited({ credits: [{ ...reporter, type }, coordinator, more] });
    const nutmeg: Credit = { login: 'nutmeg-core', type: 'analyst' };
    const { versions } = mergeFields(base, as('finder', developer), as('analyst', nutmeg));
    assert.deepEqual(versions.credits?.mine, [
      { ...reporter, type: 'finder' },
      coordinator,
      nutmeg,
      developer,
    ]);
    assert.deepEqual(versions.credits?.theirs, [
      { ...reporter, type: 'analyst' },
      coordinator,
      nutmeg,
      developer,
    ]);
  });

  it('sets of weaknesses and collaborators keep what either side added', () => {
    const mine = edited({ cweIds: ['CWE-125', 'CWE-787'], users: ['oregano-core'] });
    const theirs = edited({ cweIds: ['CWE-20'], teams: ['psrt', 'infra'] });
    const { fields, conflicts } = mergeFields(base, mine, theirs);
    assert.deepEqual(fields.cweIds, ['CWE-20', 'CWE-787']);
    assert.deepEqual([fields.users, fields.teams, conflicts], [['oregano-core'], ['psrt', 'infra'], []]);
  });

  it('the order of the saves does not matter where nothing conflicts', () => {
    const one = edited({ title: 'One', credits: [...base.credits, developer] });
    const two = edited({ description: 'Two', credits: [coordinator], cweIds: [] });
    const sorted = ({ credits, ...rest }: AdvisoryFields) => [
      [...credits].map(({ login }) => login).sort(),
      rest,
    ];
    assert.deepEqual(sorted(mergeFields(base, one, two).fields), sorted(mergeFields(base, two, one).fields));
  });
});

describe('a title with tags', () => {
  it('keeps them when its words change', () => {
    assert.equal(withTagsOf('[ACCEPTED] Old words [Close]', 'New words'), '[ACCEPTED] [Close] New words');
    assert.equal(withTagsOf('Old words', 'New words'), 'New words');
  });
});
