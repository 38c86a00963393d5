import assert from 'node:assert/strict';
import fc from 'fast-check';
import { changedFields, fieldNames, type AdvisoryFields } from '../../../src/advisory/fields.ts';
import { mergeFields } from '../../../src/advisory/merge.ts';
import { arrived, nothingTried, withTry, type Tried } from '../../../src/advisory/tried.ts';
import { runs } from './runs.ts';

const text = fc.constantFrom('', 'one', 'two', 'three\nlines', 'Four');
const few = (...words: string[]) => fc.uniqueArray(fc.constantFrom(...words), { maxLength: 4 });

const product = fc.record(
  {
    ecosystem: fc.constantFrom('pip' as const, 'other' as const),
    name: fc.constantFrom('CPython', 'pip'),
    range: fc.constantFrom('', '< 3.15.2', '< 3.14.9'),
    patched: fc.constantFrom('', '3.15.2'),
    functions: fc.constantFrom<readonly string[]>([], ['Parser.feed']),
  },
  { noNullPrototype: true },
);

const credits = fc.uniqueArray(
  fc.record(
    {
      login: fc.constantFrom('oregano', 'saffron', 'thyme'),
      type: fc.constantFrom('reporter' as const, 'finder' as const),
    },
    { noNullPrototype: true },
  ),
  { maxLength: 3, selector: ({ login }) => login },
);

const fields: fc.Arbitrary<AdvisoryFields> = fc.record(
  {
    title: text,
    description: text,
    cveId: text,
    vector: text,
    cweIds: few('CWE-125', 'CWE-787', 'CWE-20'),
    products: fc.uniqueArray(product, { maxLength: 3, selector: entry => JSON.stringify(entry) }),
    credits,
    users: few('oregano', 'saffron', 'thyme'),
    teams: few('psrt', 'core'),
  },
  { noNullPrototype: true },
);

const said = (entry: unknown) => JSON.stringify(entry);
const asSet = (value: unknown) => (Array.isArray(value) ? value.map(said).sort() : value);
const asSets = (value: AdvisoryFields) =>
  Object.fromEntries(fieldNames.map(name => [name, asSet(value[name])] as const));

describe('two edits of one advisory', function () {
  this.timeout(60_000);

  it('lose nothing: what one side added or changed is in the result, or both are asked about', () => {
    fc.assert(
      fc.property(fields, fields, fields, (base, mine, theirs) => {
        const { fields: merged, conflicts, versions } = mergeFields(base, mine, theirs);
        for (const name of fieldNames) {
          const [was, my, their] = [base[name], mine[name], theirs[name]];
          if (conflicts.includes(name)) {
            // Whoever is asked sees all of what each side did.
            assert.deepEqual(merged[name], their);
            if (!Array.isArray(was)) {
              assert.deepEqual(versions[name], { mine: my, theirs: their });
              continue;
            }
          }
          const seen = conflicts.includes(name)
            ? [...(versions[name]!.mine as unknown[]), ...(versions[name]!.theirs as unknown[])].map(said)
            : Array.isArray(was)
              ? (merged[name] as readonly unknown[]).map(said)
              : [merged[name]];
          const sides = [was, my, their].map(value => (Array.isArray(value) ? value.map(said) : [value]));
          for (const side of [sides[1]!, sides[2]!]) {
            for (const entry of side) if (!sides[0]!.includes(entry)) assert.ok(seen.includes(entry), name);
          }
          // Nothing is there that nobody wrote, and nothing that both took away.
          for (const entry of seen) {
            assert.ok(sides[1]!.includes(entry as string) || sides[2]!.includes(entry as string), name);
          }
        }
      }),
      runs(3000),
    );
  });

  it('say the same in whichever order they were saved', () => {
    fc.assert(
      fc.property(fields, fields, fields, (base, mine, theirs) => {
        const [one, other] = [mergeFields(base, mine, theirs), mergeFields(base, theirs, mine)];
        assert.deepEqual([...one.conflicts].sort(), [...other.conflicts].sort());
        const agreed = (merged: typeof one) =>
          Object.entries(asSets(merged.fields)).filter(([name]) => !one.conflicts.includes(name as never));
        assert.deepEqual(agreed(one), agreed(other));
      }),
      runs(3000),
    );
  });

  it('of one person, the first without its answer, end as the second, and nobody is asked', () => {
    fc.assert(
      fc.property(fields, fields, fields, (base, first, second) => {
        const from = arrived(base, withTry(nothingTried, first, base, first, 0), first);
        const merged = mergeFields(from, second, first);
        assert.deepEqual([merged.fields, merged.conflicts, merged.taken], [second, [], []]);
      }),
      runs(1000),
    );
  });

  it('of one person, the first merged and without its answer, take nothing of anybody away', () => {
    fc.assert(
      fc.property(fields, fields, fields, fields, (base, first, colleagues, second) => {
        const merged = mergeFields(base, first, colleagues);
        fc.pre(merged.conflicts.length === 0);
        const sent = merged.fields;
        const change = Object.fromEntries(changedFields(colleagues, sent).map(name => [name, sent[name]]));
        const from = arrived(base, withTry(nothingTried, change, base, first, 0), sent);
        const same = mergeFields(from, first, sent);
        assert.deepEqual([asSets(same.fields), same.conflicts], [asSets(sent), []]);
        const after = mergeFields(from, second, sent);
        for (const name of ['cweIds', 'products', 'users', 'teams'] as const) {
          const [there, ...known] = [colleagues, base, first].map(each => asSets(each)[name] as string[]);
          const theirs = there!.filter(entry => !known.some(entries => entries.includes(entry)));
          const now = asSets(after.fields)[name] as string[];
          if (!after.conflicts.includes(name))
            assert.ok(
              theirs.every(entry => now.includes(entry)),
              name,
            );
        }
      }),
      runs(1000),
    );
  });

  it('of one person, the first without its answer, end as the second beside what colleagues did before and since', () => {
    const old = few('CWE-1', 'CWE-2', 'CWE-3');
    const mine = few('CWE-20', 'CWE-22', 'CWE-77');
    const colleagues = few('CWE-787', 'CWE-788', 'CWE-789');
    const [known, typed] = [fc.tuple(colleagues, fc.boolean()), fc.tuple(old, mine)];
    const tries = fc.array(fc.tuple(typed, fc.boolean()), { minLength: 1, maxLength: 2 });
    fc.assert(
      fc.property(
        fields,
        old,
        known,
        tries,
        colleagues,
        old,
        typed,
        (some, was, there, sent, more, gone, last) => {
          const on = (...cweIds: string[]): AdvisoryFields => ({ ...some, cweIds });
          const edit = (from: readonly string[], [kept, own]: readonly string[][]) =>
            on(...from.filter(each => !was.includes(each) || kept!.includes(each)), ...own!);
          // The page from which it was sent may have known what the one that looks again does not.
          const from = [...was, ...(there[1] ? there[0] : [])];
          let github = on(...was, ...there[0]);
          let tried: Tried = nothingTried;
          for (const [typed, arrives] of sent) {
            const mine = edit(from, typed);
            const { fields } = mergeFields(arrived(on(...from), tried, github), mine, github);
            tried = withTry(tried, { cweIds: fields.cweIds }, on(...from), mine, 0);
            if (arrives) github = fields;
          }
          const theirs = on(
            ...github.cweIds.filter(each => !gone.includes(each)),
            ...more.filter(each => !github.cweIds.includes(each)),
          );
          const second = edit(was, last);
          const merged = mergeFields(arrived(on(...was), tried, theirs), second, theirs);
          const of = (list: readonly string[], { cweIds }: AdvisoryFields) =>
            cweIds.filter(each => list.includes(each)).sort();
          const [own, others] = [
            ['CWE-20', 'CWE-22', 'CWE-77'],
            ['CWE-787', 'CWE-788', 'CWE-789'],
          ];
          assert.deepEqual(of(own!, merged.fields), of(own!, second), 'neither twice nor what was corrected');
          assert.deepEqual(of(others!, merged.fields), of(others!, theirs), 'all of theirs');
          const left = was.filter(each => second.cweIds.includes(each));
          const ours = sent.flatMap(([[kept]]) => was.filter(each => !kept.includes(each)));
          for (const each of was.filter(each => !ours.includes(each)))
            assert.equal(
              merged.fields.cweIds.includes(each),
              left.includes(each) && theirs.cweIds.includes(each),
              'what only they took away is away',
            );
          assert.deepEqual(merged.conflicts, []);
        },
      ),
      runs(1000),
    );
  });

  it('change nothing that nobody changed, and ask nothing where one side did nothing', () => {
    fc.assert(
      fc.property(fields, fields, (base, edit) => {
        for (const [mine, theirs] of [
          [base, edit],
          [edit, base],
          [edit, edit],
        ] as const) {
          const merged = mergeFields(base, mine, theirs);
          assert.deepEqual(merged.conflicts, []);
          assert.deepEqual(merged.fields, edit);
        }
      }),
      runs(2000),
    );
  });
});
