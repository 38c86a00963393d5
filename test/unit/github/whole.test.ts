import assert from 'node:assert/strict';
import { wholeAnswer } from '../../../src/github/deadline.ts';
import { Hush } from './hush.ts';

/** An answer that gives one byte whenever it is asked for more; `asked` is told how often. */
const drip = (asked: (count: number) => void) => {
  let count = 0;
  const pull = (body: ReadableStreamDefaultController<Uint8Array>) => {
    asked(++count);
    body.enqueue(new Uint8Array(1));
  };
  return async () => new Response(new ReadableStream({ pull }, { highWaterMark: 0 }));
};

describe('a whole answer', () => {
  it('may be limited as a whole: its parts do not begin the wait anew', async () => {
    const waits: number[] = [];
    const hush = new Hush();
    const after = (milliseconds: number, call: () => void) => {
      waits.push(milliseconds);
      return hush.after(milliseconds, call);
    };
    const ask = drip(count => {
      if (count === 7) hush.pass();
    });
    await assert.rejects(
      wholeAnswer(ask, { silence: { limit: 60_000, after }, total: 30_000, enough: 100 }),
      {
        ...{ name: 'SilentError', limit: 30_000, message: 'No answer came within 30 seconds.' },
      },
    );
    assert.deepEqual([waits, hush.waiting], [[30_000], 0]);
  });

  it('is waited for anew with each part where it is not', async () => {
    const hush = new Hush();
    const { length } = new Uint8Array(
      await (
        await wholeAnswer(
          drip(() => undefined),
          { silence: hush, enough: 5 },
        )
      ).arrayBuffer(),
    );
    assert.deepEqual([length, hush.waiting], [5, 0]);
    await hush.begun(6);
  });

  it('is told from half of one, which is neither silence nor a cancel', async () => {
    const broken = new TypeError('terminated');
    const ask = async () =>
      new Response(new ReadableStream({ pull: body => body.error(broken) }, { highWaterMark: 0 }));
    await assert.rejects(wholeAnswer(ask, { silence: new Hush() }), { name: 'HalfError', cause: broken });
  });

  it('is no half of one where nothing came at all', async () => {
    const refused = new TypeError('fetch failed');
    await assert.rejects(
      wholeAnswer(() => Promise.reject(refused), { silence: new Hush() }),
      refused,
    );
  });
});
