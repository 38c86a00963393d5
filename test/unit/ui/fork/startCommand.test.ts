import assert from 'node:assert/strict';
import type { Forks } from '../../../../src/ui/fork/forks.ts';
import { Emitter } from '../../../../src/ui/common/emitter.ts';
import { ProgressRecords } from '../../../../src/ui/common/progress.ts';
import { memory } from '../advisories/parts.ts';
import { personAtWindow } from '../decide/window.ts';

const { workspace } = await import('vscode');
const { registerStart } = await import('../../../../src/ui/fork/startCommand.ts');

const crumb = { repo: { owner: 'python', name: 'cpython' }, ghsaId: 'GHSA-c4f5-g6h7-j8m9' };
const begun = { at: '2026-11-20T13:20:00Z', by: 'us' } as const;

describe('private forks that were waited for when the last window closed', () => {
  let records: Map<string, unknown>;
  let apiUrl: string;
  let token: string | null;
  let loaded: boolean;
  let happened: string[];
  let signedIn: Emitter;
  let listed: Emitter;

  beforeEach(() => {
    personAtWindow();
    records = new Map();
    [apiUrl, token, loaded, happened] = ['https://api.github.com', 'a token', false, []];
    [signedIn, listed] = [new Emitter(), new Emitter()];
    Object.assign(workspace, { isTrusted: true });
  });
  afterEach(() => void Object.assign(workspace, { isTrusted: true }));

  /** A window that starts; resolves when it has done what it does by itself. */
  async function start() {
    const progress = new ProgressRecords(memory(records), () => apiUrl);
    const note = (what: string) => () => void happened.push(what);
    const waits = { takeUp: note('taken up'), notice: note('noticed'), reset: note('reset') };
    const registered = registerStart({
      commands: {
        register: (id: string) => ({ dispose: note(`${id} gone`) }),
        log: (error: unknown) => assert.fail(String(error)),
      },
      session: { token: async () => token, onDidChange: signedIn.event },
      model: { state: { kind: loaded ? 'loaded' : 'idle' }, onDidChange: listed.event },
      progress,
      forks: async () => ({ start: { waits } }) as unknown as Forks,
    } as unknown as Parameters<typeof registerStart>[0]);
    await settled();
    return registered;
  }
  /** All of it is promises without a timer. */
  const settled = () => new Promise(done => setImmediate(done));
  const keep = async (at = apiUrl) =>
    new ProgressRecords(memory(records), () => at).update(crumb, { fork: begun });

  it('are taken up, and nothing is loaded where there are none', async () => {
    await start();
    assert.deepEqual(happened, []);
    await keep();
    await start();
    assert.deepEqual(happened, ['taken up']);
  });

  it('are found under the names that GitHub gives', async () => {
    await keep();
    const progress = new ProgressRecords(memory(records), () => apiUrl);
    await progress.load();
    assert.deepEqual(progress.entries(), [{ ...crumb, progress: { fork: begun } }]);
  });

  it('of another GitHub are left alone', async () => {
    await keep('https://elsewhere.example/api');
    await start();
    assert.deepEqual(happened, []);
  });

  it('wait until somebody is signed in and the folder is trusted', async () => {
    await keep();
    token = null;
    await start();
    assert.deepEqual(happened, []);
    token = 'a token';
    signedIn.fire();
    await settled();
    assert.deepEqual(happened, ['taken up']);
    happened = [];
    Object.assign(workspace, { isTrusted: false });
    await start();
    assert.deepEqual(happened, []);
  });

  it('are dropped when another account signs in, and taken up again', async () => {
    await keep();
    await start();
    signedIn.fire();
    await settled();
    assert.deepEqual(happened, ['taken up', 'reset', 'taken up']);
  });

  it('are compared with the list whenever that was read', async () => {
    loaded = true;
    await start();
    listed.fire();
    await settled();
    assert.deepEqual(happened, ['noticed']);
  });
});
