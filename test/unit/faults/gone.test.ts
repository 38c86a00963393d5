import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { pressInChild } from '../../faults/gone.ts';

describe('a press in a process of its own', () => {
  it('that never comes back is ended, and is called hung', async () => {
    const silent = createServer(socket => socket.on('error', () => undefined)).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const api = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const place = {
      ...{ api, git: api, releaseCycle: api, token: 'none', root: tmpdir(), clone: null },
      ...{ gitBinary: 'git', skew: 0, extra: { issue: '1', pull: '2', cveUrl: api } },
    };
    try {
      const pressed = await pressInChild('announce', place, () => undefined, 3_000);
      assert.deepEqual(pressed, { done: false, error: null, hung: true });
    } finally {
      silent.close();
    }
  });
});
