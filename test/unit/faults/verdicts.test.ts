import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { World } from '../../faults/scenario.ts';
import { announce } from '../../faults/scenarios/announce.ts';
import { fork } from '../../faults/scenarios/fork.ts';
import { leaksOf } from '../../faults/scenarios/remote.ts';

const report = 'GHSA-7q4m-xv2c-93rp';

/** By no client of ours. */
async function post({ place }: World, path: string, body: object = {}): Promise<void> {
  await fetch(`${place.api}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${place.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => undefined);
}

describe('what the fault matrix would see', function () {
  // A practice GitHub of its own for each.
  this.timeout(60_000);
  let world: World;
  afterEach(() => world.close());

  it('a description that is left on the machine: whole, one sentence of it, or wrapped', async () => {
    world = await announce.open();
    const { description } = world.sandbox.store.advisory(report)!;
    const look = () => leaksOf(world, { allowed: /^$/, canaries: [description] });
    assert.deepEqual(await look(), []);
    const folder = join(world.place.root, 'memory');
    await mkdir(folder);
    const sentence = description.split(/\n{2,}|(?<=\.)\s+/).find(each => each.split(/\s+/).length >= 8)!;
    for (const text of [description, sentence, sentence.replaceAll(' ', '\n+')]) {
      await writeFile(join(folder, 'left'), JSON.stringify({ text }));
      assert.ok(
        (await look()).some(each => each.startsWith(join(folder, 'left'))),
        text,
      );
    }
  });

  it('anything that an announcement sends', async () => {
    world = await announce.open();
    assert.deepEqual((await world.verdict()).duplicates, []);
    await post(world, '/repos/python/cpython/issues', { title: randomUUID() });
    assert.equal((await world.verdict()).duplicates.length, 1);
  });

  it('a fork that is asked for again after its answer was lost', async () => {
    world = await fork.open();
    const path = '/repos/python/cpython/security-advisories/GHSA-c4f5-g6h7-j8m9/forks';
    world.sandbox.fail({ method: 'POST', path: /\/forks$/, status: 502, effect: 'after' });
    await post(world, path);
    assert.deepEqual((await world.verdict()).duplicates, []);
    await post(world, path);
    assert.deepEqual((await world.verdict()).duplicates, ['A fork was asked for 2 times.']);
  });
});
