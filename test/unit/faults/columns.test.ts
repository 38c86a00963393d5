import { strict as assert } from 'node:assert';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Outcome } from '../../faults/run.ts';
import { survived } from '../../faults/table.ts';
import { ask, ghsaId, gitOf, harm, logged, say, toy, type Vice } from './toy.ts';

const title = 'Spam parser reads past the end of its buffer';

/** Wrong after a fault only: an undisturbed run that is wrong opens nothing. */
const later =
  (vice: Vice): Vice =>
  (place, nth) =>
    nth > 1 ? vice(place, nth) : undefined;

/** Columns in which something is said. */
const said = (outcome: Outcome) =>
  (['duplicates', 'lost', 'leaks', 'stuck', 'unclear'] as const).filter(each => outcome[each].length > 0);

describe('each column of the fault matrix', function () {
  this.timeout(60_000);

  it('is empty for a job that looks first, whatever happens to its write', async () => {
    for (const kind of ['reset-after', '502-after', '422', 'clock-mended']) {
      const outcome = await harm(toy(), kind);
      assert.ok(outcome.met, kind);
      assert.ok(survived(outcome), `${kind}: ${JSON.stringify(outcome)}`);
    }
  });

  it('duplicates: a job that sends again what had arrived', async () => {
    const outcome = await harm(toy(undefined, { looks: () => false }), 'reset-after');
    assert.deepEqual(said(outcome), ['duplicates', 'lost']);
  });

  it('lost: a job that forgets what it made', async () => {
    const outcome = await harm(toy(undefined, { keeps: false }), 'reset-after');
    assert.deepEqual(said(outcome), ['lost']);
  });

  const leaks: Readonly<Record<string, { readonly vice: Vice; readonly found: RegExp }>> = {
    'into a public place': {
      vice: place => say(place, 1, `It is that ${title}.`),
      found: /^POST .*comments names what is embargoed/,
    },
    'by what is asked in public': {
      vice: place => ask(place, title),
      found: /^A request names a title/,
    },
    'by the id that is asked for in public': {
      vice: place => ask(place, ghsaId),
      found: /^A request names an advisory/,
    },
    'into a file': {
      vice: place => writeFile(join(place.root, 'left'), title),
      found: /^A file holds the title/,
    },
    'into the log': { vice: place => logged(place, `saved "${title}"`), found: /^The log has a title/ },
    'of an id into the log': { vice: place => logged(place, ghsaId), found: /^The log has an advisory/ },
    'into an argument of git': {
      vice: place => gitOf(place, 'hash-object', '-t', 'blob', title),
      found: /^git was started with a title/,
    },
    'of the token into an argument of git': {
      vice: place => gitOf(place, 'hash-object', '-t', 'blob', place.token),
      found: /^git was started with the token/,
    },
  };
  for (const [what, { vice, found }] of Object.entries(leaks))
    it(`leaks: ${what}`, async () => {
      const outcome = await harm(toy(later(vice)), 'reset-after');
      assert.deepEqual(said(outcome), ['leaks']);
      assert.match(outcome.leaks.join('\n'), new RegExp(found, 'm'));
    });

  it('stuck: a job that never comes to its end, however often it is pressed', async () => {
    const fails = later(() => {
      throw new Error('Something is in the way. Press again.');
    });
    const outcome = await harm(toy(fails), 'reset-after');
    // It had no press left to remember anything in.
    assert.deepEqual(said(outcome), ['lost', 'stuck']);
    assert.match(outcome.stuck.join(), /Something is in the way/);
  });

  it('stuck: a press that never comes back', async () => {
    const scenario = toy();
    const never = new Promise<boolean>(() => undefined);
    const hangs = {
      ...scenario,
      press: (...at: Parameters<typeof scenario.press>) => scenario.press(...at).catch(() => never),
    };
    const outcome = await harm(hangs, 'reset-after', 5_000);
    assert.deepEqual(outcome.stuck, ['the press never came back']);
  });

  it('unclear: a job that answers with "undefined", or with an error of the language', async () => {
    for (const wrong of [
      new Error('Cannot save undefined.'),
      new TypeError('x is not a function.'),
      'no Error',
    ]) {
      const scenario = toy();
      let pressed = 0;
      const outcome = await harm(
        {
          ...scenario,
          async press(place, signal) {
            pressed++;
            try {
              return await scenario.press(place, signal);
            } catch {
              throw wrong;
            }
          },
        },
        'reset-after',
      );
      assert.ok(pressed > 1);
      assert.deepEqual(said(outcome), ['unclear'], String(wrong));
    }
  });

  it('is looked at after the undisturbed run, too: a job that leaks by itself is not opened', async () => {
    await assert.rejects(
      harm(
        toy(place => logged(place, title)),
        'reset-after',
      ),
      /undisturbed: leaks: The log has a title/,
    );
  });
});
