import assert from 'node:assert/strict';
import { connect, GitHubError } from '../../../../src/github/index.ts';
import { problemOf } from '../../../../src/ui/announce/problem.ts';
import { Hush } from '../../github/hush.ts';
import { loopback } from '../../github/loopback.ts';

describe('why the announcement could not be read', () => {
  it('says of a GitHub that was reached and silent just that', async () => {
    const hush = new Hush();
    const server = await loopback(() => hush.pass());
    const token = async () => 'gho_silence';
    const { users } = connect({ apiUrl: server.url, token, throttle: false, silence: hush });
    const error = await users.me().catch((thrown: unknown) => thrown);
    await server.stop();
    assert.equal(
      problemOf(error),
      'GitHub was silent for 60 seconds. Check the network, then try again. Your text is kept.',
    );
  });

  it('says whose silence it is: the CVE services are not GitHub', () => {
    const services = new GitHubError('offline', 'The CVE services did not say. Try again.');
    assert.equal(problemOf(services), 'The CVE services did not say. Try again. Your text is kept.');
  });

  it('says that GitHub cannot be reached where it cannot', async () => {
    const token = async () => 'gho_lost';
    const { users } = connect({ apiUrl: 'http://127.0.0.1:1', token, throttle: false });
    const error = await users.me().catch((thrown: unknown) => thrown);
    assert.equal(
      problemOf(error),
      'GitHub cannot be reached. Check the network, then try again. Your text is kept.',
    );
  });
});
