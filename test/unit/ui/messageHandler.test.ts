import assert from 'node:assert/strict';
import { MessageHandler } from '../../../src/ui/messageHandler.ts';

type Left = { readonly t: 'add'; readonly a: number; readonly b: number } | { readonly t: 'fail' };
type Right = { readonly t: 'hello' };

/** Two ends of one channel; messages travel as copies, as between a page and its host. */
function pair(answer: (message: Left) => unknown) {
  const sent: unknown[] = [];
  const left: MessageHandler<Left, Right> = new MessageHandler<Left, Right>(
    message => {
      sent.push(message);
      right.receive(structuredClone(message));
    },
    () => 'hello',
  );
  const right: MessageHandler<Right, Left> = new MessageHandler<Right, Left>(
    message => left.receive(structuredClone(message)),
    answer,
  );
  return { left, right, sent };
}

/** One end alone, and what it sent. */
function alone(handle: (message: Left) => unknown = () => 'answered') {
  const sent: { ghsa: string; id: number; value: unknown }[] = [];
  const end = new MessageHandler<Right, Left>(message => sent.push(message as (typeof sent)[0]), handle);
  return { end, sent };
}

/** Resolves when every answer that is ready now was sent. */
const settled = () => new Promise(setImmediate);

describe('MessageHandler', () => {
  it('brings each answer to its own question, in any order', async () => {
    const open: (() => void)[] = [];
    const { left } = pair(
      message =>
        new Promise(done => open.push(() => done(message.t === 'add' ? message.a + message.b : null))),
    );
    const first = left.ask({ t: 'add', a: 1, b: 2 });
    const second = left.ask({ t: 'add', a: 3, b: 4 });
    for (const answer of open.reverse()) answer();
    assert.deepEqual(await Promise.all([first, second]), [3, 7]);
  });

  it('asks in both directions over one channel', async () => {
    const { left, right } = pair(() => 'left asked');
    assert.equal(await left.ask({ t: 'fail' }), 'left asked');
    assert.equal(await right.ask({ t: 'hello' }), 'hello');
  });

  it('answers null where there is nothing to say', async () => {
    const { left } = pair(() => undefined);
    assert.equal(await left.ask({ t: 'fail' }), null);
  });

  it('rejects with the sentence of the other end, thrown or rejected, and nothing more of it', async () => {
    for (const handle of [
      () => {
        throw new Error('The fork is gone.');
      },
      () => Promise.reject(new Error('The fork is gone.')),
    ]) {
      const { left, right } = pair(handle);
      await assert.rejects(left.ask({ t: 'fail' }), { message: 'The fork is gone.' });
      right.dispose();
    }
    const { end, sent } = alone(() => Promise.reject(new Error('One sentence.')));
    end.receive({ ghsa: 'ask', id: 1, value: { t: 'fail' } });
    await settled();
    assert.deepEqual(sent, [{ ghsa: 'reject', id: 1, value: 'One sentence.' }]);
  });

  it('drops what is none of ours', async () => {
    let asked = 0;
    const { end, sent } = alone(() => ++asked);
    for (const data of [
      null,
      undefined,
      7,
      'ask',
      [],
      {},
      { ghsa: 'ask' },
      { ghsa: 'ask', id: '1', value: { t: 'fail' } },
      { ghsa: 'shout', id: 1, value: { t: 'fail' } },
      { ghsa: 'answer', id: 99, value: 1 },
      { ghsa: 'reject', id: 99, value: 'No.' },
    ])
      end.receive(data);
    await settled();
    assert.equal(asked, 0);
    assert.deepEqual(sent, []);
  });

  it('refuses a question that has no tag', async () => {
    let asked = 0;
    for (const value of [null, 'cancel', 5, {}, { t: 5 }]) {
      const { end, sent } = alone(() => ++asked);
      end.receive({ ghsa: 'ask', id: 3, value });
      await settled();
      assert.deepEqual(sent, [{ ghsa: 'reject', id: 3, value: 'This message has no form that we know.' }]);
    }
    assert.equal(asked, 0);
  });

  it('takes an answer once', async () => {
    const { end, sent } = alone();
    const asked = end.ask({ t: 'hello' });
    const { id } = sent[0]!;
    end.receive({ ghsa: 'answer', id, value: 'first' });
    end.receive({ ghsa: 'answer', id, value: 'second' });
    end.receive({ ghsa: 'reject', id, value: 'third' });
    assert.equal(await asked, 'first');
  });

  it('rejects what waits, and what is asked later, when the other end is gone', async () => {
    const { end, sent } = alone();
    const waiting = end.ask({ t: 'hello' });
    end.dispose();
    await assert.rejects(waiting, { message: 'The page was closed.' });
    await assert.rejects(end.ask({ t: 'hello' }), { message: 'The page was closed.' });
    assert.equal(sent.length, 1, 'nothing is sent to a page that is gone');
  });

  it('sends no answer to a page that its own question closed', async () => {
    const { end, sent } = alone(() => end.dispose());
    end.receive({ ghsa: 'ask', id: 1, value: { t: 'fail' } });
    await settled();
    assert.deepEqual(sent, []);
  });

  it('hears nothing any more once it is disposed', async () => {
    let asked = 0;
    const { end } = alone(() => ++asked);
    end.dispose();
    end.receive({ ghsa: 'ask', id: 1, value: { t: 'fail' } });
    await settled();
    assert.equal(asked, 0);
  });
});
