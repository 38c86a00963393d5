import assert from 'node:assert/strict';
import { chosenOf, parseVector, printVector, scoreVector } from '../../../src/cvss/index.ts';
import { pick, randomChoice, randomParts, sample, seeded, shuffled } from './vectors.ts';
import { assertQuick } from '../quick.ts';

/** The pattern of FIRST's JSON schema for CVSS v4.0 (cvss-v4.0.json, `vectorString`). */
const schema = new RegExp(
  '^CVSS:4[.]0/AV:[NALP]/AC:[LH]/AT:[NP]/PR:[NLH]/UI:[NPA]/VC:[HLN]/VI:[HLN]/VA:[HLN]/SC:[HLN]/SI:[HLN]/SA:[HLN]' +
    '(/E:[XAPU])?(/CR:[XHML])?(/IR:[XHML])?(/AR:[XHML])?(/MAV:[XNALP])?(/MAC:[XLH])?(/MAT:[XNP])?(/MPR:[XNLH])?' +
    '(/MUI:[XNPA])?(/MVC:[XNLH])?(/MVI:[XNLH])?(/MVA:[XNLH])?(/MSC:[XNLH])?(/MSI:[XNLHS])?(/MSA:[XNLHS])?' +
    '(/S:[XNP])?(/AU:[XNY])?(/R:[XAUI])?(/V:[XDC])?(/RE:[XLMH])?(/U:(X|Clear|Green|Amber|Red))?$',
);

const rest = sample.slice('CVSS:4.0/'.length);

function refusal(text: string): string {
  const parsed = parseVector(text);
  assert.ok(!parsed.ok, text);
  return parsed.errors[0]!;
}

function repairs(text: string, vector = sample): string[] {
  const parsed = parseVector(text);
  assert.ok(parsed.ok, parsed.ok ? '' : parsed.errors.join('\n'));
  assert.equal(parsed.vector, vector);
  assert.deepEqual(scoreVector(text), scoreVector(vector));
  return parsed.repairs;
}

describe('cvss: reading a vector', () => {
  it('takes what the schema allows, and drops X', () => {
    assert.deepEqual(repairs(sample), []);
    assert.deepEqual(repairs(`${sample}/E:X/CR:X/MSA:X/U:X`), []);
    const full = `${sample}/E:P/CR:L/MSI:S/S:P/AU:Y/U:Amber`;
    assert.deepEqual(repairs(full, full), []);
  });

  it('repairs and names: spaces, trailing slash, order, case of the prefix', () => {
    assert.deepEqual(repairs(` \t${sample}\r\n`), ['spaces']);
    assert.deepEqual(repairs(sample.replaceAll('/', ' / ')), ['spaces']);
    assert.deepEqual(repairs(`${sample}/`), ['trailing slash']);
    assert.deepEqual(repairs(`cvss:4.0/${rest}`), ['case of the prefix']);
    assert.deepEqual(repairs(sample.replace('AC:L/AT:P', 'AT:P/AC:L')), ['order of metrics']);
    assert.deepEqual(repairs(`E:P/${rest}`.replace(/^/, 'CVSS:4.0/'), `${sample}/E:P`), ['order of metrics']);
    // GHSA-28g4-38q8-3cwc has this order, GHSA-g88v-2j67-9rmx this slash.
    assert.deepEqual(repairs(`Cvss:4.0/AV:N/AC:L/AT:P/PR:N/UI:N/VC:H/SC:N/VI:N/SI:N/VA:L/SA:N/ `), [
      'spaces',
      'case of the prefix',
      'order of metrics',
      'trailing slash',
    ]);
  });

  it('refuses older versions in plain words', () => {
    const older = (text: string) => {
      const parsed = parseVector(text);
      assert.ok(!parsed.ok);
      return [parsed.version, parsed.errors];
    };
    const sentence = (version: string) => [version, [`This is a v${version} vector. PSRT scores with v4.0.`]];
    assert.deepEqual(older('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'), sentence('3.1'));
    assert.deepEqual(older(' cvss:3.0/AV:N '), sentence('3.0'));
    assert.deepEqual(older('AV:N/AC:L/Au:N/C:P/I:P/A:P'), sentence('2.0'));
    assert.deepEqual(older('(AV:N/AC:L/Au:N/C:P/I:P/A:P)'), sentence('2.0'));
  });

  const refusals: readonly (readonly [string, string])[] = [
    ['', 'it is empty.'],
    [' \n', 'it is empty.'],
    [rest, 'it does not begin with CVSS:4.0/.'],
    [`CVSS:4.1/${rest}`, 'it does not begin with CVSS:4.0/.'],
    [`CVSS:4/${rest}`, 'it does not begin with CVSS:4.0/.'],
    [`CVSS:4.00/${rest}`, 'it does not begin with CVSS:4.0/.'],
    ['CVSS:4.0', 'AV, AC, AT, PR, UI, VC, VI, VA, SC, SI and SA are missing.'],
    ['CVSS:4.0/', 'AV, AC, AT, PR, UI, VC, VI, VA, SC, SI and SA are missing.'],
    [sample.replace('/SA:N', ''), 'SA is missing.'],
    [sample.replace('/AC:L/AT:P', ''), 'AC and AT are missing.'],
    [`${sample}/AV:N`, 'AV stands more than once.'],
    [`${sample}/E:A/E:P`, 'E stands more than once.'],
    [`${sample}/Q:1`, 'there is no metric Q.'],
    [`${sample}/AV`, 'AV has no value.'],
    [`${sample}/E:`, 'E has no value.'],
    [`${sample}/toString:N`, 'there is no metric toString.'],
    [`${sample}/__proto__:N`, 'there is no metric __proto_….'],
    [sample.replace('AV:N', 'AV:Z'), 'AV has no value Z.'],
    [sample.replace('AV:N', 'AV:X'), 'AV has no value X.'],
    [sample.replace('AV:N', 'AV:N:Z'), 'AV has no value N:Z.'],
    [sample.replace('SI:N', 'SI:S'), 'SI has no value S.'],
    [sample.replace('AV:N', 'AV:n'), 'AV:n is written AV:N.'],
    [sample.replace('AV:N', 'av:N'), 'av is written AV.'],
    [`${sample}/U:AMBER`, 'U:AMBER is written U:Amber.'],
    [`${sample}//`, 'a metric is missing between two slashes.'],
    [sample.replace('/AC', '//AC'), 'a metric is missing between two slashes.'],
    [sample.replace('AV:N', 'A V:N'), 'there is no metric A V.'],
    [sample.replaceAll('/', ' '), 'it does not begin with CVSS:4.0/.'],
    [`${sample} ${sample}`, 'SA has no value N CVSS:4….'],
  ];
  for (const [text, why] of refusals) {
    it(`refuses ${text === '' ? 'nothing' : JSON.stringify(text.replace(rest, '…').slice(0, 60))}: ${why}`, () => {
      assert.equal(refusal(text), `Not a v4.0 vector: ${why}`);
    });
  }

  it('refuses what is not a text', () => {
    for (const thing of [undefined, null, 4, {}, ['CVSS:4.0']]) {
      assert.equal(refusal(thing as unknown as string), 'Not a v4.0 vector: it is not a text.');
    }
  });

  it('is quick with hostile text, and repeats little of it', async () => {
    const hostile = [
      ' '.repeat(2 ** 20),
      `${sample}${'/'.repeat(2 ** 20)}`,
      `${sample}${'/AV:N'.repeat(2 ** 18)}`,
      `${'/ '.repeat(499)}x`,
      `CVSS:4.0/${' '.repeat(980)}x`,
      `${sample}/${'Q'.repeat(900)}`,
      `${sample}/\u202e\u0007<img src=x>:\u001b[31m`,
      `${sample}/E:\u0000\u2066\u200b`,
    ];
    await assertQuick(500, () => hostile.map(text => parseVector(text)));
    for (const text of hostile) {
      const parsed = parseVector(text);
      assert.ok(!parsed.ok);
      assert.ok(parsed.errors.length <= 5);
      for (const error of parsed.errors) assert.match(error, /^[\x20-\x7e…]{1,120}$/);
    }
    assert.equal(
      refusal(`${sample}/\u202e\u0007<img src=x>:`),
      'Not a v4.0 vector: there is no metric <img src….',
    );
  });

  it('takes without a repair exactly what the schema takes: 20,000 vectors with something changed', () => {
    const random = seeded(7);
    let taken = 0;
    for (let round = 0; round < 20_000; round++) {
      const parts = ['CVSS:4.0', ...randomParts(random)].filter((_, at) => at < 12 || random() < 0.5);
      const at = Math.floor(random() * parts.length);
      const change = pick(['nothing', 'drop', 'twice', 'move', 'letter', 'case', 'end'], random);
      if (change === 'drop') parts.splice(at, 1);
      if (change === 'twice') parts.splice(at, 0, parts[at]!);
      if (change === 'move') parts.splice(at, 0, parts.splice(Math.floor(random() * parts.length), 1)[0]!);
      if (change === 'letter') parts[at] = parts[at]!.slice(0, -1) + pick([...'XNALPHSMUYICD :/'], random);
      if (change === 'case') parts[at] = parts[at]!.toLowerCase();
      const text = parts.join('/') + (change === 'end' ? pick(['/', ' ', '\n', '/E'], random) : '');
      const parsed = parseVector(text);
      const strict = parsed.ok && parsed.repairs.length === 0;
      assert.equal(strict, schema.test(text), text);
      if (parsed.ok) assert.match(parsed.vector, schema);
      if (strict) taken++;
    }
    assert.ok(taken > 2000 && taken < 12_000, String(taken));
  });

  it('any order of the metrics says the same', () => {
    const random = seeded(11);
    for (let round = 0; round < 1000; round++) {
      const parts = randomParts(random);
      const ordered = parseVector(['CVSS:4.0', ...parts].join('/'));
      const mixed = parseVector(['CVSS:4.0', ...shuffled(parts, random)].join('/'));
      assert.ok(ordered.ok && mixed.ok);
      assert.equal(mixed.vector, ordered.vector);
      assert.deepEqual(mixed.repairs, ['order of metrics']);
    }
  });
});

describe('cvss: writing a vector', () => {
  it('what is printed is read back: 2,000 random choices', () => {
    const random = seeded(12);
    for (let round = 0; round < 2000; round++) {
      const chosen = randomChoice(random);
      const vector = printVector(chosen);
      assert.deepEqual(parseVector(vector), { ok: true, vector, repairs: [] });
      assert.deepEqual(chosenOf(vector), chosen);
    }
  });

  it('drops X, keeps the order, and throws when Base has a gap', () => {
    const { AV, ...others } = chosenOf(sample);
    assert.equal(printVector({ U: 'Red', E: 'X', ...others, AV: AV! }), `${sample}/U:Red`);
    assert.throws(() => printVector(others), /^TypeError: AV is missing\.$/);
    assert.throws(() => printVector({ ...others, AV: 'Z' }), /^TypeError: AV has no such value\.$/);
  });

  it('has chosen nothing where nothing can be read', () => {
    assert.deepEqual(chosenOf('CVSS:3.1/AV:N'), {});
    assert.deepEqual(chosenOf(''), {});
  });
});
