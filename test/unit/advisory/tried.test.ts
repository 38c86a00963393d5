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
  withTryAt(tried, sent, base, mine, noon);
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

  describe('of a list that a colleague changed since', () => {
    const [a, c, n, o, p, z] = ['CWE-1', 'CWE-3', 'CWE-14', 'CWE-15', 'CWE-16', 'CWE-26'] as const;
    const on = (...cweIds: string[]) => ({ ...base, cweIds });
    const sent = (from: AdvisoryFields, ...cweIds: string[]) =>
      withTryAt(nothingTried, { cweIds }, from, { ...from, cweIds }, noon);
    const ends = (from: AdvisoryFields, typed: string[], theirs: string[], tried: Tried) => {
      const moved = rebase(from, { ...emptyDraft, fields: { cweIds: typed } }, on(...theirs), tried);
      assert.deepEqual(moved.conflicts, []);
      return moved.draft.fields.cweIds ?? theirs;
    };
    const once = sent(on(a), a, n);

    it('is known by its entries: corrected, taken back or kept', () => {
      assert.deepEqual(arrived(on(a), once, on(a, n, c)).cweIds, [a, n]);
      assert.deepEqual(ends(on(a), [a, p], [a, n, c], once), [a, c, p]);
      assert.deepEqual(ends(on(a), [a], [a, n, c], once), [a, c]);
      assert.deepEqual(ends(on(a), [a, n], [a, n, c], once), [a, n, c]);
      const gone = sent(on(a, n), a);
      assert.deepEqual(ends(on(a, n), [a, n], [a, c], gone), [a, c, n], 'a deletion is taken back');
    });

    it('leaves the base alone where nothing of it is there', () => {
      for (const theirs of [[a], [a, c], [c]])
        assert.deepEqual(arrived(on(a), once, on(...theirs)).cweIds, [a]);
      assert.deepEqual(arrived(on(a, o), sent(on(a, o), a, o, n), on(o, a)).cweIds, [a, o]);
      assert.deepEqual(ends(on(a), [a, p], [a, c], once), [a, c, p]);
    });

    it('is no half of an edit that both made: that is asked about', () => {
      const one = { ...base, products: [product('< 3.13')] };
      const mine = { ...base, products: [product('< 3.14')] };
      const half = withTryAt(nothingTried, { products: mine.products }, one, mine, noon);
      for (const products of [[product('< 3.15')], []])
        assert.deepEqual(arrived(one, half, { ...base, products }), one);
    });

    it('takes nothing away of what came before it was typed', () => {
      const newer = sent(on(a, o), a, o, n);
      assert.deepEqual(arrived(on(a), newer, on(a, o, n)).cweIds, [a, n]);
      assert.deepEqual(ends(on(a), [a, n, z], [a, o, n], newer), [a, o, n, z]);
      assert.deepEqual(ends(on(a), [a, z], [a, o, n], newer), [a, o, z], 'what was sent is taken back');
      assert.deepEqual(ends(on(a, c), [a, c, p], [a, c, n], once), [a, c, p], 'a base of later');
    });

    it('is that of all tries, and stays away once a colleague has taken it away', () => {
      const fewer = withTryAt(sent(on(a), a, n, o), { cweIds: [a, n] }, on(a), on(a, n), noon);
      assert.deepEqual(ends(on(a), [a, n], [a, n, o, c], fewer), [a, n, c]);
      const there = rebase(on(a), { ...emptyDraft, fields: { cweIds: [a, n] } }, on(a, n, c), once);
      assert.deepEqual(rebase(there.base, there.draft, on(a, c), once).draft.fields, {});
    });

    it('may still come, for a while', () => {
      assert.deepEqual(outstanding(once, on(a), on(a, c), noon), once);
      assert.deepEqual(outstanding(once, on(a), on(a, c), noon + 11 * 60_000), {});
      assert.deepEqual(outstanding(once, on(a), on(a, n, c), noon), {}, 'it is there');
      const more = withTryAt(once, { cweIds: [a, n, p] }, on(a), on(a, n, p), noon);
      assert.deepEqual(outstanding(more, on(a), on(a, n, c), noon), sent(on(a), a, n, p));
    });

    it('is known in an older record, which does not say what it was typed on', () => {
      const older = readTried({ cweIds: [{ sent: [a, n], mine: [a, n], at: noon }] });
      assert.deepEqual(ends(on(a), [a, p], [a, n, c], older), [a, c, p]);
    });
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
    assert.deepEqual(withoutTry(withTry(tried, second), tried, second), tried);
    assert.deepEqual(sentOf(withoutTry(tried, nothingTried, { title: 'First' })), {
      products: [first.products],
    });
    const again = withTryAt(tried, first, base, { ...base, ...first }, noon + 60_000);
    assert.deepEqual(withoutTry(again, tried, first), tried, 'that of before may still come');
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
