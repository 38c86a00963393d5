import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from '../../../src/github/index.ts';

describe('the list of members, where nobody may be overlooked', () => {
  let server: Server;
  let answer: { readonly type: string; readonly body: string };
  const { members } = connect({ apiUrl: 'http://127.0.0.1:1', token: async () => null, throttle: false });
  const read = (body: string, type = 'text/plain; charset=utf-8') => {
    answer = { type, body };
    return members.whole(`http://127.0.0.1:${(server.address() as AddressInfo).port}/psrt.csv`);
  };

  before(async () => {
    server = createServer((_, response) => {
      response.setHeader('content-type', answer.type);
      response.end(answer.body);
    });
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  it('is read with names that are not ASCII', async () => {
    const found = await read('Mace Łąka,mace,\nBasil,basil-rm,"Admin, Release Manager"\n');
    assert.deepEqual(
      found.map(({ name, releaseManager }) => [name, releaseManager]),
      [
        ['Mace Łąka', false],
        ['Basil', true],
      ],
    );
  });

  it('is refused with the line that makes no sense', async () => {
    for (const [csv, line] of [
      ['Octo,octo,\nMallory\n', 2],
      ['Octo,octo,\n\n"Mallory,mallory,\n', 3],
      ['Octo,octo,\nMallory,,Admin\n', 2],
      ['Octo,octo,\n<<<<<<< HEAD\n', 2],
    ] as const)
      await assert.rejects(read(csv), {
        kind: 'malformed',
        message: `Line ${line} of the list of members names nobody. Have it repaired, or check the setting ghsa.membersUrl.`,
      });
  });

  it('is refused where it is empty or a page', async () => {
    const sentence = 'The list of members names nobody. Check the setting ghsa.membersUrl.';
    await assert.rejects(read(''), { kind: 'malformed', message: sentence });
    await assert.rejects(read('Name,Login,Notes\n'), { kind: 'malformed', message: sentence });
    await assert.rejects(read('Octo,octo,\n', 'text/html'), { kind: 'malformed', message: sentence });
  });
});
