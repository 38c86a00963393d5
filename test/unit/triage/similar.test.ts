import assert from 'node:assert/strict';
import { similar, type Candidate } from '../../../src/triage/index.ts';
import { assertBelow, assertQuick } from '../quick.ts';

const report = {
  title: 'Spam parser reads past the end of its buffer',
  description: `The streaming mode of \`spam.Parser.feed\` trusts the length field of a chunk. parse_header() copies
as many bytes as the chunk header says, so a chunk that lies makes it read past the end of the buffer, and heap
memory ends up in the output.`,
  functions: ['Parser.feed'],
};

function candidate(id: string, title: string, text = '', functions: string[] = []): Candidate {
  return { id, kind: 'advisory', label: id, title, text, functions, state: 'closed' };
}

const duplicate = candidate(
  'duplicate',
  'Out-of-bounds read in spam.Parser streaming',
  'When streaming is on, parse_header believes the length in the header of a chunk and reads beyond the buffer.',
);
const copy = candidate('copy', `[DUPLICATE] ${report.title}`, report.description, ['Parser.feed']);
const others = [
  candidate('egg', 'Egg codec accepts overlong sequences', 'It decodes overlong sequences of bytes.'),
  candidate('archive', 'Archives extract outside of the destination', 'A link may point outside.'),
  candidate('dash', 'Browser takes leading dashes', 'An address with a dash is taken as an option.'),
];
const near = candidate(
  'near',
  'Toast module reads past the end of a buffer',
  'The header is too long for it.',
);

const ids = async (candidates: readonly Candidate[], limit?: number) =>
  (await similar(report, candidates, limit)).map(({ candidate: { id } }) => id);

describe('similar reports', () => {
  it('are found in other words, ranked, with what is the same', async () => {
    const found = await similar(report, [...others, near, duplicate, copy]);
    assert.deepEqual(
      found.map(row => row.candidate.id),
      ['copy', 'duplicate', 'near'],
    );
    const [first, second, third] = found;
    assert.equal(first!.percent, 100);
    assert.match(first!.why, /^same functions Parser\.feed, parse_header; also /);
    assert.ok(second!.percent >= 60 && second!.percent < 100, `${second!.percent} %`);
    assert.match(second!.why, /^same function parse_header; also (?=.*\bchunk\b)(?=.*\blength\b)/);
    assert.ok(third!.percent < 50, `${third!.percent} %`);
    assert.match(third!.why, /^both say /);
  });

  it('are the same in whatever order the candidates come, and no more than were asked for', async () => {
    const all = [...others, near, duplicate, copy];
    const forward = await similar(report, all);
    const backward = await similar(report, all.toReversed());
    assert.deepEqual(backward, forward);
    assert.deepEqual(await ids(all, 1), ['copy']);
    const twins = ['b', 'a', 'c'].map(id => ({ ...duplicate, id }));
    assert.deepEqual(await ids(twins), ['a', 'b', 'c']);
  });

  it('are none where nothing is said, or nothing is known', async () => {
    assert.deepEqual(await similar(report, []), []);
    assert.deepEqual(await ids(others), []);
    const nothing = { title: '', description: '', functions: [] };
    assert.deepEqual(await similar(nothing, [duplicate, copy]), []);
    assert.deepEqual(
      await similar({ ...nothing, title: 'a security vulnerability in Python' }, [duplicate]),
      [],
    );
  });

  it('do not take names for the same that every module has', async () => {
    const open = {
      title: 'Toast opens what it should not',
      description: 'See toast.open() and `read`.',
      functions: [],
    };
    const [only] = await similar(open, [
      candidate('x', 'Toast opens too late', 'open() and read() of eggs.'),
    ]);
    assert.match(only!.why, /^both say /);
    const [same] = await similar(open, [
      candidate('x', 'Toast is read twice', '`toast.open()` is called twice.'),
    ]);
    assert.match(same!.why, /^same function toast\.open/);
  });

  it('know the forms of a word, and the parts of a name', async () => {
    const [found] = await similar(
      { title: 'Overflowing sandwiches', description: 'SandwichMaker crashes.', functions: [] },
      [candidate('x', 'sandwich_maker overflows and overflowed', 'It crashed.')],
    );
    assert.ok(found!.percent > 50, `${found!.percent} %`);
    assert.match(found!.why, /both say .*crash/);
  });

  it('say nothing unseen, and take no harm from what strangers write', async () => {
    const hostile = {
      title: 'Spam\u202e rebuf \u200bconstructor',
      description: '__proto__ constructor hasOwnProperty toString `__proto__` <img src=x> \ud800',
      functions: ['__proto__', 'constructor', 'x\u202ey', '<img>', ''],
    };
    const found = await similar(hostile, [
      candidate('x', 'constructor __proto__', '`constructor` of hasOwnProperty\u202e and toString()', [
        '__proto__',
      ]),
    ]);
    assert.equal(found.length, 1);
    assert.doesNotMatch(found[0]!.why, /[\u202e\u200b<>]/);
    assert.match(found[0]!.why, /constructor/);
  });

  it('take a second at most, for a hundred long ones of any kind', async function () {
    this.timeout(20_000);
    for (const piece of [
      '`',
      '_',
      'a',
      'aB',
      'a_',
      'word ',
      '(',
      'f(',
      '\u0301',
      '漢字',
      '.a',
      '# a\n',
      '> ```\n',
    ]) {
      const text = piece.repeat(Math.floor(65_535 / piece.length));
      const long = { title: text, description: text, functions: [text] };
      const all = Array.from({ length: 100 }, (_, i) => candidate(String(i), text, text, [text]));
      await assertQuick(3_000, () => similar(long, all), JSON.stringify(piece));
    }
  });

  it('leave the extension host to others while two thousand long ones are compared', async function () {
    this.timeout(60_000);
    const words = 'chunk header length buffer spam parser stream oat rye barley millet teff sorghum'.split(
      ' ',
    );
    const text = (n: number) =>
      Array.from({ length: 600 }, (_, i) => `${words[(i * n) % words.length]!}${(i * n) % 97}`)
        .join(' ')
        .slice(0, 4_000);
    const all = Array.from({ length: 2_000 }, (_, i) => candidate(String(i), `Oats ${i}`, text(i + 1)));
    await assertBelow(
      200,
      async () => {
        let turns = 0;
        let longest = 0;
        let began = performance.now();
        const pause = async () => {
          turns++;
          longest = Math.max(longest, performance.now() - began);
          await new Promise(setImmediate);
          began = performance.now();
        };
        const found = await similar({ ...report, description: text(3) }, all, 5, pause);
        assert.equal(found.length, 5);
        assert.ok(turns > 5, `${turns} turns`);
        return longest;
      },
      'one go',
    );
  });
});
