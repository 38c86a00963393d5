import assert from 'node:assert/strict';
import { chosenOf, explain, metrics, printVector, scoreVector } from '../../../src/cvss/index.ts';
import { randomChoice, sample, seeded } from './vectors.ts';

describe('cvss: explaining a score', () => {
  it('says in words what the picture of the page says', () => {
    const { score, levels, drivers } = explain(chosenOf(sample))!;
    assert.deepEqual(score, scoreVector(sample));
    assert.deepEqual(
      levels.map(({ id, label, level, of, words }) => `${id} ${label} ${level} of ${of}: ${words}`),
      [
        'EQ1 Exploitability 0 of 3: Anyone, no login',
        'EQ2 Complexity 1 of 2: Needs conditions',
        'EQ3 Vulnerable system 1 of 3: One high impact',
        'EQ4 Subsequent system 2 of 3: Low or none',
        'EQ5 Exploitation 0 of 3: Taken as attacked',
        'EQ6 Requirements 0 of 2: Taken as high',
      ],
    );
    const row = (moves: typeof drivers.up) =>
      `${moves!.rating}: ${moves!.moves.map(({ metric, name, score }) => `${metric} ${name} ${score.toFixed(1)}`).join(', ')}`;
    assert.equal(row(drivers.up), 'Critical: VI High 9.2, SC High 9.0, SI High 9.0, SA High 9.0');
    assert.equal(row(drivers.down), 'Medium: AV Adjacent 6.0, PR Low 6.0, UI Passive 6.0, VC Low 6.3');
  });

  it('gives every other value of every metric the score it would have: 300 random vectors', () => {
    const random = seeded(3);
    for (let round = 0; round < 300; round++) {
      const chosen = randomChoice(random);
      const { alternatives } = explain(chosen)!;
      let count = 0;
      for (const { id, values } of metrics) {
        for (const { code } of values) {
          const given = alternatives[id][code];
          if (code === (chosen[id] ?? 'X')) {
            assert.equal(given, undefined);
            continue;
          }
          const { score, severity } = scoreVector(printVector({ ...chosen, [id]: code }));
          assert.deepEqual(given, { score, severity });
          count++;
        }
      }
      assert.equal(count, 115 - 32);
    }
  });

  it('names a move of a metric that is not Base only where it is set', () => {
    const plain = explain(chosenOf(sample))!;
    assert.ok([...plain.drivers.down!.moves].every(({ metric }) => metric !== 'E'));
    assert.equal(plain.alternatives.E['U']!.severity, 'Medium');
    const threat = explain(chosenOf(`${sample}/E:U`))!;
    const move = threat.drivers.up!.moves.find(({ metric }) => metric === 'E')!;
    assert.equal(move.code, 'A');
    assert.equal(move.score, 8.3);
  });

  it('groups all that is further under the nearest rating', () => {
    const random = seeded(5);
    const order = ['None', 'Low', 'Medium', 'High', 'Critical'];
    for (let round = 0; round < 300; round++) {
      const { score, drivers, alternatives } = explain(randomChoice(random))!;
      for (const [moves, sign] of [
        [drivers.up, 1],
        [drivers.down, -1],
      ] as const) {
        if (!moves) continue;
        const far = (rating: string) => (order.indexOf(rating) - order.indexOf(score.severity)) * sign;
        const reached = moves.moves.map(({ metric, code }) => far(alternatives[metric][code]!.severity));
        assert.equal(far(moves.rating), Math.min(...reached));
        assert.ok(Math.min(...reached) > 0);
        assert.equal(new Set(moves.moves.map(({ metric }) => metric)).size, reached.length);
      }
    }
  });

  it('has no drivers up from 10.0, and none down from no impact', () => {
    const worst = explain(chosenOf('CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H'))!;
    assert.deepEqual([worst.score.score, worst.drivers.up], [10, null]);
    const none = explain(chosenOf('CVSS:4.0/AV:P/AC:H/AT:P/PR:H/UI:A/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N'))!;
    assert.deepEqual([none.score.severity, none.drivers.down], ['None', null]);
    assert.equal(none.drivers.up!.rating, 'Low');
  });

  it('says nothing until all of Base is set, or of a value that is none', () => {
    const { SA: _, ...ten } = chosenOf(sample);
    assert.equal(explain(ten), null);
    assert.equal(explain({ ...ten, SA: 'Q' }), null);
  });
});

describe('cvss: the catalogue', () => {
  it('has 32 metrics and 115 values, each with words', () => {
    assert.equal(metrics.length, 32);
    assert.equal(metrics.flatMap(({ values }) => values).length, 115);
    for (const { id, name, question, values } of metrics) {
      assert.match(question, /^[A-Z].*\?$/, id);
      assert.match(name, /^[A-Z][a-z]/, id);
      for (const value of values) {
        assert.match(value.name, /^[A-Z]/, id);
        assert.match(value.short, /^[A-Z].{3,36}$/, id);
        assert.match(value.full, /^[A-Z].*\.$/, id);
      }
      assert.equal(new Set(values.map(({ short }) => short)).size, values.length, id);
    }
  });

  it('counts 11 Base, 1 Threat, 14 Environmental, 6 Supplemental', () => {
    const count = (group: string) => metrics.filter(metric => metric.group === group).length;
    assert.deepEqual(['Base', 'Threat', 'Environmental', 'Supplemental'].map(count), [11, 1, 14, 6]);
  });
});
