import assert from 'node:assert/strict';
import { connect, readReleaseCycle, type Sent } from '../../../src/github/index.ts';
import { loopback, type Loopback } from './loopback.ts';

describe('a public file that was moved', () => {
  let home: Loopback;
  let foreign: Loopback;
  let told: string[];
  const onSent = ({ url }: Sent) => {
    told.push(url);
    return () => {};
  };
  const members = (path: string) =>
    connect({
      ...{ apiUrl: 'http://127.0.0.1:1', token: async () => null, throttle: false },
      onSentElsewhere: onSent,
    }).members.list(`${home.url}${path}`);
  const cycle = (path: string) => readReleaseCycle(`${home.url}${path}`, { onSent });

  before(async () => {
    foreign = await loopback((_, response) => response.end('Octo,octo,\n'));
    home = await loopback(({ url }, response) => {
      const to = { '/near': '/there', '/far': `${foreign.url}/there`, '/round': '/round' }[url];
      if (to !== undefined) response.writeHead(302, { location: to }).end();
      else response.end(url === '/there' ? 'Octo,octo,\n' : '{"3.14":{}}');
    });
  });
  after(async () => {
    await home.stop();
    await foreign.stop();
  });
  beforeEach(() => {
    told = [];
  });

  it('is followed within its host, and each request is told of', async () => {
    assert.equal((await members('/near')).length, 1);
    assert.deepEqual(told, [`${home.url}/near`, `${home.url}/there`]);
  });

  it('is not followed elsewhere, nor for ever', async () => {
    for (const path of ['/far', '/round']) {
      await assert.rejects(members(path), {
        kind: 'malformed',
        message: 'The list of members was moved to another place. Check the setting ghsa.membersUrl.',
      });
      await assert.rejects(cycle(path), {
        kind: 'malformed',
        message: 'The release cycle was moved to another place. Check the setting ghsa.releaseCycleUrl.',
      });
    }
    assert.deepEqual(foreign.arrived, []);
    assert.deepEqual(await cycle('/cycle'), { '3.14': {} });
  });
});
