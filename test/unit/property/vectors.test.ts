import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  baseMetrics,
  chosenOf,
  metrics,
  parseVector,
  printVector,
  scoreVector,
} from '../../../src/cvss/index.ts';
import { runs } from './runs.ts';

/** Any choice that has all Base metrics, X left out. */
const chosen = fc.record(
  Object.fromEntries(
    metrics.map(({ id, values }) => [
      id,
      fc.constantFrom(...values.map(({ code }) => code).filter(c => c !== 'X')),
    ]),
  ),
  { requiredKeys: [...baseMetrics], noNullPrototype: true },
);

/** A vector in a form that has one meaning: parts in any order, spaces, a slash at the end, the prefix in any case. */
const loose = fc
  .tuple(
    chosen,
    fc.infiniteStream(fc.nat()),
    fc.constantFrom('', ' ', '\t', '\n'),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([values, random, space, slash, lower]) => {
    const order = [...random.take(Object.keys(values).length)];
    const parts = Object.entries(values)
      .map(([id, code], i) => ({ text: `${id}${space}:${code}`, at: order[i]! }))
      .sort((a, b) => a.at - b.at)
      .map(({ text }) => text);
    const text = [lower ? 'cvss:4.0' : 'CVSS:4.0', ...parts].join(`${space}/`);
    return { values, text: `${space}${text}${slash ? '/' : ''}${space}` };
  });

describe('any vector', () => {
  it('that is printed is read as what was chosen, without repair', () => {
    fc.assert(
      fc.property(chosen, values => {
        const vector = printVector(values);
        assert.deepEqual(parseVector(vector), { ok: true, vector, repairs: [] });
        assert.deepEqual(chosenOf(vector), values);
      }),
      runs(2000),
    );
  });

  it('in a loose form is repaired to what it says, once and for all', () => {
    fc.assert(
      fc.property(loose, ({ values, text }) => {
        const first = parseVector(text);
        assert.ok(first.ok, JSON.stringify(first));
        assert.equal(first.vector, printVector(values));
        assert.equal(first.repairs.length === 0, text === first.vector);
        assert.deepEqual(parseVector(first.vector), { ok: true, vector: first.vector, repairs: [] });
        assert.deepEqual(scoreVector(text), scoreVector(first.vector));
      }),
      runs(2000),
    );
  });

  it('that is damaged is refused with a sentence, or read as a vector that prints itself', () => {
    const damaged = fc
      .tuple(
        chosen,
        fc.nat(),
        fc.nat(3),
        fc.oneof(fc.string({ maxLength: 3 }), fc.constantFrom('/', 'X', 'AV:N/', ':')),
      )
      .map(([values, at, length, piece]) => {
        const text = printVector(values);
        const where = at % text.length;
        return text.slice(0, where) + piece + text.slice(where + length);
      });
    fc.assert(
      fc.property(fc.oneof(damaged, fc.string()), text => {
        const parsed = parseVector(text);
        if (parsed.ok) assert.deepEqual(parseVector(parsed.vector), { ...parsed, repairs: [] });
        else for (const sentence of parsed.errors) assert.match(sentence, /^[A-Z].*\.$/);
      }),
      runs(4000),
    );
  });
});
