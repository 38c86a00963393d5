import assert from 'node:assert/strict';
import { emptyDraft } from '../../../src/advisory/draft.ts';
import type { AdvisoryFields, AffectedProduct } from '../../../src/advisory/fields.ts';
import { alike } from '../../../src/advisory/merge.ts';
import { rebase } from '../../../src/advisory/rebase.ts';
import {
  arrived,
  bothTried,
  nothingTried,
  outstanding,
  readTried,
  withoutFields,
  withoutTry,
  withTry as withTryAt,
  type Tried,
} from '../../../src/advisory/tried.ts';

const product = (range: string): AffectedProduct => ({
  ...{ ecosystem: 'other', name: 'CPython', range, patched: '', functions: [] },
});
const base: AdvisoryFields = {
  ...{ title: 'Spam parser', description: 'A report.', cveId: '', cweIds: ['CWE-125'] },
  ...{ products: [product('< 3.12.9')], credits: [], vector: '', users: [], teams: ['psrt'] },
};
const first = { title: 'First', products: [...base.products, product('< 3.13.1')] };
const second = { title: 'Second', products: [...base.products, product('< 3.13.2')] };
/** Milliseconds. */
const noon = Date.parse('2026-11-20T12:00:00Z');
const withTry = (tried: Tried, sent: Partial<AdvisoryFields>, mine: AdvisoryFields = { ...base, ...sent }) =>
  withTryAt(tried, sent, mine, noon);
const sentOf = (tried: Tried) =>
  Object.fromEntries(Object.entries(tried).map(([name, tries]) => [name, tries.map(({ sent }) => sent)]));
const tried = withTry(nothingTried, first);

describe('what was sent and never answered', () => {
  it('is what an edit is an edit of, where GitHub has it', () => {
    const theirs = { ...base, ...first };
    assert.deepEqual(arrived(base, tried, theirs), theirs);
    assert.deepEqual(arrived(base, tried, { ...theirs, title: 'Theirs' }), { ...theirs, title: base.title });
    const moved = rebase(base, { ...emptyDraft, fields: second }, theirs, tried);
    assert.deepEqual([moved.conflicts, moved.taken, moved.draft.fields], [[], [], second]);
  });

  it('of a list is what was typed: what colleagues had added is theirs', () => {
    const colleagues = product('< 3.14');
    const sent = [...base.products, colleagues, product('< 3.13.1')];
    const mine = { ...base, products: first.products };
    const both = withTry(nothingTried, { products: sent }, mine);
    const theirs = { ...base, products: sent };
    assert.deepEqual(arrived(base, both, theirs), mine);
    const products = (typed: readonly AffectedProduct[]) =>
      rebase(base, { ...emptyDraft, fields: { products: typed } }, theirs, both).draft.fields.products ??
      sent;
    assert.deepEqual(products(first.products), sent);
    assert.deepEqual(products(second.products), [...base.products, colleagues, product('< 3.13.2')]);
    assert.deepEqual(products(base.products), [...base.products, colleagues]);
  });

  it('is what is taken back, where nothing of it is typed any more', () => {
    const moved = rebase(base, emptyDraft, { ...base, ...first }, tried);
    assert.deepEqual(moved.draft.fields, { title: base.title, products: base.products });
    assert.deepEqual(rebase(base, emptyDraft, base, tried).draft, emptyDraft, 'it has not arrived');
  });

  it('keeps an order that was changed since', () => {
    const cweIds = ['CWE-125', 'CWE-787'];
    const sent = withTry(nothingTried, { cweIds });
    const turned = { ...emptyDraft, fields: { cweIds: [...cweIds].reverse() } };
    assert.deepEqual(rebase(base, turned, { ...base, cweIds }, sent).draft.fields, turned.fields);
    const typed = { ...emptyDraft, fields: { cweIds } };
    assert.deepEqual(rebase(base, typed, { ...base, cweIds: turned.fields.cweIds }, sent).draft, emptyDraft);
  });

  it('may still come until something newer is there', () => {
    const both = withTry(tried, second);
    assert.deepEqual(outstanding(both, base, base, noon), both);
    assert.deepEqual(outstanding(both, base, { ...base, ...first }, noon), withTry(nothingTried, second));
    assert.deepEqual(outstanding(both, base, { ...base, ...second }, noon), {});
    assert.deepEqual(outstanding(both, base, { ...base, ...second, title: 'Theirs' }, noon), {});
    assert.deepEqual(outstanding(both, base, base, noon + 9 * 60_000), both);
    assert.deepEqual(outstanding(both, base, base, noon + 11 * 60_000), {});
  });

  it('is forgotten by field, or where GitHub took nothing of it', () => {
    assert.deepEqual(sentOf(withoutFields(tried, ['title'])), { products: [first.products] });
    assert.deepEqual(withoutTry(withTry(tried, second), second), tried);
    assert.deepEqual(sentOf(withoutTry(tried, { title: 'First' })), { products: [first.products] });
    assert.deepEqual(withTry(tried, first), tried, 'once, however often it was tried');
  });

  it('of two windows is there of both, and is read as it was kept', () => {
    const both = bothTried(tried, withTry(nothingTried, { title: 'Second', cveId: 'CVE-2026-900418' }));
    assert.deepEqual(sentOf(both), {
      ...{ title: ['First', 'Second'], products: [first.products], cveId: ['CVE-2026-900418'] },
    });
    assert.deepEqual(readTried(JSON.parse(JSON.stringify(both))), both);
    for (const other of [
      undefined,
      null,
      'title',
      ['title'],
      { title: 'First', marmalade: [1] },
      { title: ['First', null, 1] },
    ])
      assert.deepEqual(readTried(other), {});
  });
});

describe('a field in GitHub’s own form', () => {
  it('says what was sent: spaces, line ends, and the order and case of a list', () => {
    assert.ok(alike('title', 'Two  words ', 'Two words'));
    assert.ok(alike('description', 'One\r\ntwo\n', 'One\ntwo'));
    assert.ok(alike('users', ['oregano-core', 'Parsley'], ['parsley', 'oregano-core']));
    assert.ok(alike('products', [product('1'), product('2')], [product('2'), product('1')]));
  });

  it('says something else with other words, other entries or one more', () => {
    assert.ok(!alike('title', 'Two words', 'Two word'));
    assert.ok(!alike('description', 'One two', 'One\ntwo'));
    assert.ok(!alike('cweIds', ['CWE-125'], ['CWE-125', 'CWE-787']));
    assert.ok(!alike('products', [product('< 3')], [product('< 3.1')]));
    assert.ok(!alike('cweIds', 'CWE-125', ['CWE-125']));
  });
});
