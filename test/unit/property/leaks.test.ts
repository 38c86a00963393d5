import assert from 'node:assert/strict';
import fc from 'fast-check';
import { scanDiff, scanText } from '../../../src/embargo/index.ts';
import type { LeakRule } from '../../../src/embargo/place.ts';
import { secrets } from '../embargo/secrets.ts';
import {
  asIs,
  both,
  cased,
  entities,
  hidden,
  parted,
  percent,
  stretchedAs,
  wrappedAs,
  type Disguise,
} from './disguise.ts';
import { prose, runs } from './runs.ts';

const token = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;
const canaries: Readonly<Record<string, LeakRule>> = {
  [secrets.ghsaId]: 'advisory-id',
  [`https://github.com/python/cpython/security/advisories/${secrets.ghsaId}`]: 'advisory-id',
  [secrets.forkFullName!]: 'private-fork',
  [`https://github.com/${secrets.forkFullName}.git`]: 'private-fork',
  [secrets.cveId!]: 'cve-id',
  '2026-90041': 'cve-id',
  ':cve:`2026-90041`': 'cve-id',
  [token]: 'token',
  'oregano@home.example': 'email',
};

/** In the order in which one can follow another. */
const simple: readonly (readonly [name: string, disguise: Disguise])[] = [
  ['in any casing, full width or letters of mathematics', cased],
  ['split by markdown, markup or what cannot be seen', hidden],
  ['as part of a URL', percent],
  ['as entities or escapes of source code', entities],
];
/** These leave alone what they put between the parts. */
const around: readonly (readonly [name: string, as: (part: Disguise) => Disguise])[] = [
  ['wrapped, as a quote, a comment or a diff is', wrappedAs],
  ['split by comments, tags and links of any length', stretchedAs],
];
const between = 'split by entities that show nothing';
const pairs = [
  ...simple.flatMap(([one, first], i) => [
    ...simple.slice(i + 1).map(([other, second]) => [`${one}; and ${other}`, both(first, second)] as const),
    ...around.map(([other, as]) => [`${one}; and ${other}`, as(first)] as const),
  ]),
  ...around.map(([other, as]) => [`${between}; and ${other}`, as(parted)] as const),
  [`${between}; and in any casing`, both(cased, parted)] as const,
  ['split by comments, tags and links of any length; and wrapped', wrappedAs(stretchedAs(asIs))] as const,
];

const disguises: Readonly<Record<string, Disguise>> = {
  ...Object.fromEntries(simple),
  ...Object.fromEntries(around.map(([name, as]) => [name, as(asIs)])),
  [between]: parted,
  'in several of these ways': text => cased(text).chain(hidden).chain(percent).chain(entities),
  ...Object.fromEntries(pairs),
};

/** Which rules found something that touches the canary. */
function found(before: string, canary: string, after: string): LeakRule[] {
  const [start, end] = [before.length, before.length + canary.length];
  return scanText(before + canary + after, secrets)
    .filter(place => place.start < end && place.end > start)
    .map(({ rule }) => rule);
}

describe('the leak scan', function () {
  this.timeout(60_000);

  for (const [name, disguise] of Object.entries(disguises)) {
    it(`finds every canary ${name}`, () => {
      fc.assert(
        fc.property(
          fc
            .constantFrom(...Object.keys(canaries))
            .chain(canary => fc.tuple(fc.constant(canary), disguise(canary))),
          prose,
          prose,
          ([canary, text], before, after) => {
            assert.ok(
              found(`${before} `, text, ` ${after}`).includes(canaries[canary]!),
              JSON.stringify(text),
            );
          },
        ),
        runs(name.includes('; and ') ? 150 : 600),
      );
    });
  }

  it('finds them in the lines that a change adds, and not in those that it takes away', () => {
    fc.assert(
      fc.property(
        fc
          .constantFrom(...Object.keys(canaries))
          .chain(canary => fc.tuple(fc.constant(canary), hidden(canary))),
        fc.constantFrom('# ', '    // ', ' * ', ''),
        ([canary, text], comment) => {
          const diff = (sign: string) =>
            Buffer.from(
              `diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n${`${comment}${text}`.replace(/^/gm, sign)}\n`,
            );
          assert.ok(scanDiff(diff('+'), secrets).some(({ rule }) => rule === canaries[canary]));
          assert.deepEqual(scanDiff(diff('-'), secrets), []);
        },
      ),
      runs(300),
    );
  });

  it('says where: what it names can be cut out whole, and nothing is left of the canary', () => {
    const names = [secrets.ghsaId, secrets.cveId!];
    fc.assert(
      fc.property(
        fc.constantFrom(...names).chain(canary => cased(canary).chain(fc.constantFrom).chain(percent)),
        prose,
        prose,
        (text, before, after) => {
          const whole = `${before} ${text} ${after}`;
          const [place, ...more] = scanText(whole, secrets);
          assert.deepEqual(more, []);
          assert.equal(whole.slice(0, place!.start) + whole.slice(place!.end), `${before}  ${after}`);
        },
      ),
      runs(600),
    );
  });

  it('finds nothing in innocent text, whatever its markup', () => {
    fc.assert(
      fc.property(prose.chain(hidden), prose.chain(wrappedAs(asIs)), prose.chain(percent), (...texts) => {
        const text = texts.join('\n');
        assert.deepEqual(scanText(text, secrets), [], JSON.stringify(text));
      }),
      runs(600),
    );
  });

  it('ends, and names places inside the text, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ maxLength: 300 })),
        text => {
          for (const { start, end } of scanText(`${text} ${secrets.ghsaId}`, secrets)) {
            assert.ok(0 <= start && start < end && end <= text.length + 1 + secrets.ghsaId.length);
          }
        },
      ),
      runs(600),
    );
  });
});
