import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault } from '../../src/sandbox/index.ts';
import { below } from './disk.ts';
import type { Machine } from './machine.ts';
import { found, press, type Allowed } from './proof.ts';

/** A job with a write, walked twice: undisturbed, and going on after each answer that was lost. */
export interface Walk {
  readonly name: string;
  /** Gives its press, which is repeated where it failed. */
  begin(at: Machine): () => Promise<unknown>;
  /** How often its effect is there: once. */
  count(at: Machine): number;
  /** The writes whose answer is lost, one after the other. */
  readonly lost: readonly Fault[];
  readonly allowed?: (at: Machine) => Promise<Allowed> | Allowed;
}

/** Its two tests. `machine`: as nothing has been pressed. */
export function walked(machine: () => Machine, { name, begin, count, lost, allowed }: Walk): void {
  const looked = async (at: Machine) => {
    assert.equal(count(at), 1);
    assert.deepEqual(await found(at, await allowed?.(at)), []);
    // Locks are files of ours, too.
    const storage = join(at.disk, 'storage', 'locks');
    assert.deepEqual(existsSync(storage) ? below(storage) : [], []);
  };

  it(`${name}: nothing lies anywhere but where it belongs`, async () => {
    const at = machine();
    assert.deepEqual(await press(at, begin(at)), []);
    await looked(at);
  });

  it(`${name}: nor after presses whose answers were lost, and the one that went on`, async () => {
    const at = machine();
    const again = begin(at);
    for (const fault of lost) {
      let met = 0;
      at.sandbox.fail({ ...fault, kind: 'reset', effect: 'after', met: () => met++ });
      // Some find by themselves that it has arrived, the others say one sentence.
      assert.ok((await press(at, again)).length <= 1);
      at.sandbox.heal();
      assert.ok(met > 0, `${fault.method} ${String(fault.path)} was not met`);
    }
    assert.deepEqual(await press(at, again), []);
    await looked(at);
  });
}
