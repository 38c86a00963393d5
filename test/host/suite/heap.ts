import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let gc: (() => void) | undefined;

/** Bytes that live in this process's heap, after everything else was collected. */
export async function heap(): Promise<number> {
  setFlagsFromString('--expose-gc');
  gc ??= runInNewContext('gc') as () => void;
  // What finalizers and ended promises let go, the next round collects.
  for (let round = 0; round < 4; round++) {
    gc();
    await new Promise(done => setImmediate(done));
  }
  return process.memoryUsage().heapUsed;
}

/** Objects that may go: how many of them are there still? */
export class Gone {
  readonly #refs: WeakRef<object>[] = [];

  watch(value: object): void {
    this.#refs.push(new WeakRef(value));
  }

  get left(): number {
    return this.#refs.filter(ref => ref.deref() !== undefined).length;
  }

  get seen(): number {
    return this.#refs.length;
  }
}
