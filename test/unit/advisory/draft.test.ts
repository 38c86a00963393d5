import assert from 'node:assert/strict';
import {
  emptyDraft,
  fieldsWith,
  isEmpty,
  trimmed,
  unsaved,
  type Draft,
} from '../../../src/advisory/draft.ts';
import { fieldsOf } from '../../../src/advisory/fields.ts';
import { sample } from '../ui/advisories/sample.ts';
import { chosenOf } from '../../../src/cvss/index.ts';

const vector = 'CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:N/VC:H/VI:N/VA:L/SC:N/SI:N/SA:N';
const stored = fieldsOf(sample({ description: 'A\r\nreport.', cvssV4: { vector, score: 8.3 } }));
const draft = (parts: Partial<Draft>): Draft => ({ ...emptyDraft, ...parts });

describe('a draft', () => {
  it('is nothing until something is typed, chosen or noted', () => {
    assert.ok(isEmpty(emptyDraft));
    assert.ok(!isEmpty(draft({ notes: { AT: 'Only streams.' } })));
    assert.deepEqual(unsaved(stored, emptyDraft), []);
  });

  it('reads a stored description with CRLF as lines, and does not count that as a change', () => {
    assert.equal(stored.description, 'A\nreport.');
    assert.deepEqual(unsaved(stored, draft({ fields: { description: 'A\nreport.' } })), []);
  });

  it('leaves the vector on GitHub until all Base metrics are chosen, and counts as unsaved before', () => {
    const begun = draft({ metrics: { AV: 'L', AC: 'L' } });
    assert.equal(fieldsWith(stored, begun).vector, vector);
    assert.deepEqual(unsaved(stored, begun), ['vector']);
  });

  it('sends Base only where that was the answer, and is saved then although more is chosen', () => {
    const metrics = { ...chosenOf(vector), E: 'P' };
    assert.equal(fieldsWith(stored, draft({ metrics })).vector, `${vector}/E:P`);
    assert.deepEqual(unsaved(stored, draft({ metrics })), ['vector']);
    assert.deepEqual(unsaved(stored, draft({ metrics, send: 'base' })), []);
    assert.deepEqual(
      trimmed(stored, draft({ metrics, send: 'base' })).metrics,
      metrics,
      'nothing chosen is lost',
    );
  });

  it('mends a vector that GitHub keeps in a broken form once anything was chosen, and leaves explicit X alone', () => {
    const broken = { ...stored, vector: `${vector}/` };
    assert.deepEqual(unsaved(broken, emptyDraft), []);
    const chosen = trimmed(broken, draft({ metrics: chosenOf(vector) }));
    assert.deepEqual(unsaved(broken, chosen), ['vector']);
    assert.equal(fieldsWith(broken, chosen).vector, vector);
    const whole = { ...stored, vector: `${vector}/E:X` };
    assert.equal(trimmed(whole, draft({ metrics: chosenOf(vector) })).metrics, null);
  });

  it('drops what GitHub has by now, and nothing else', () => {
    const typed = draft({
      fields: { title: stored.title, cveId: 'CVE-2026-900418' },
      metrics: chosenOf(vector),
      notes: { AT: 'Why' },
    });
    const left = trimmed(stored, typed);
    assert.deepEqual(left, { ...typed, fields: { cveId: 'CVE-2026-900418' }, metrics: null });
  });
});
