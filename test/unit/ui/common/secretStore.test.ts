import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExtensionContext, SecretStorage } from 'vscode';

import { damaged, jobRecords, jobStoreOf } from '../../../../src/ui/common/jobRecords.ts';
import { SecretStore } from '../../../../src/ui/common/secretStore.ts';

/** VS Code's secrets and state, with the order in which they are written; `fail` is a host that is killed. */
function kept(fail: (written: string) => boolean = () => false) {
  const [secrets, state, order] = [new Map<string, string>(), new Map<string, unknown>(), [] as string[]];
  const write = async (name: string, change: () => void) => {
    order.push(name);
    if (fail(name)) throw new Error('The host was killed.');
    change();
    // As in VS Code it can be read at once, and takes its time to resolve.
    await Promise.resolve();
  };
  const storage = {
    get: async (key: string) => secrets.get(key),
    store: (key: string, value: string) => write('secret', () => secrets.set(key, value)),
    delete: (key: string) => write('secret', () => secrets.delete(key)),
  } as unknown as SecretStorage;
  const memento = {
    get: (key: string, fallback?: unknown) => state.get(key) ?? fallback,
    update: (key: string, value: unknown) => write('index', () => state.set(key, value)),
  } as unknown as ExtensionContext['globalState'];
  const store = (index: `ghsa.${string}`) => new SecretStore(storage, memento, index);
  return {
    secrets,
    order,
    store,
    jobs: jobStoreOf({ secrets: storage, globalState: memento } as ExtensionContext),
  };
}

describe('records of jobs in the secret storage', () => {
  it('say of a damaged job that it is damaged, and are not as if there was none', async () => {
    const { secrets, jobs } = kept();
    await jobs.save('job', { done: {} });
    for (const damaged of ['{"done":', '']) {
      secrets.set('job', damaged);
      await assert.rejects(jobs.load('job'), {
        name: 'JobError',
        kind: 'changed',
        message: /^The memory of this job is damaged: look on GitHub what is there already, then .+\.$/,
      });
      assert.equal(secrets.get('job'), damaged);
    }
    assert.equal(await jobs.load('another'), null);
    await jobs.remove('job');
    assert.equal(await jobs.load('job'), null);
    assert.deepEqual(jobs.keys(), []);
  });

  it('are read all, also those of other windows, and a damaged one hides no other', async () => {
    const { secrets, jobs } = kept();
    const scratch = mkdtempSync(join(tmpdir(), 'ghsa-records-'));
    await jobs.save('here', { job: 'here' });
    await jobs.save('broken', {});
    secrets.set('broken', '{"job":');
    secrets.set('elsewhere', '{"job":"elsewhere"}');
    for (const folder of ['here', 'elsewhere', 'review']) mkdirSync(join(scratch, folder));
    const records = await jobRecords(jobs, scratch);
    rmSync(scratch, { recursive: true });
    // A review has a folder, and no record.
    assert.deepEqual(records, [{ job: 'here' }, damaged, { job: 'elsewhere' }, null]);
    assert.deepEqual(await jobRecords(jobs, scratch), [{ job: 'here' }, damaged]);
  });
});

describe('records in the secret storage', () => {
  it('give nothing for what else is damaged, so that it can be written anew', async () => {
    for (const index of ['ghsa.drafts', 'ghsa.progress', 'ghsa.tests'] as const) {
      const { secrets, store } = kept();
      secrets.set('key', '{"text":');
      const records = store(index);
      assert.equal(await records.load('key'), null, index);
      await records.save('key', { text: 'walnut' });
      assert.deepEqual(await records.load('key'), { text: 'walnut' });
    }
  });

  it('are listed before they are written, and until they are gone', async () => {
    const { order, store } = kept();
    const drafts = store('ghsa.drafts');
    await drafts.save('key', {});
    assert.deepEqual(order, ['index', 'secret']);
    await drafts.save('key', {});
    assert.deepEqual(order, ['index', 'secret', 'secret']);
    await drafts.remove('key');
    assert.deepEqual(order, ['index', 'secret', 'secret', 'secret', 'index']);
  });

  for (const index of ['ghsa.jobs', 'ghsa.drafts'] as const) {
    for (const killed of ['secret', 'index']) {
      it(`leave no secret that is not listed in ${index}, when the host is killed at the ${killed}`, async () => {
        let dead = false;
        const { secrets, store } = kept(written => dead && written === killed);
        const records = store(index);
        const listed = () => assert.ok([...secrets.keys()].every(key => records.keys().includes(key)));
        dead = true;
        await assert.rejects(records.save('key', {}));
        listed();
        // A key without its secret is nothing, and goes like any other.
        for (const key of records.keys()) assert.equal(await records.load(key), null);
        dead = false;
        await records.save('key', {});
        dead = true;
        await assert.rejects(records.remove('key'));
        listed();
        dead = false;
        await records.remove('key');
        assert.deepEqual([records.keys(), secrets.size], [[], 0]);
      });
    }
  }

  it('are listed also when a removal comes between', async () => {
    const { secrets, store } = kept();
    const drafts = store('ghsa.drafts');
    await Promise.all([drafts.save('key', {}), drafts.remove('key')]);
    assert.deepEqual(drafts.keys(), [...secrets.keys()]);
  });
});
