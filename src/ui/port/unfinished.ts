import type { Advisory } from '../../advisory/model.ts';
import { unfinishedOf, type Unfinished } from '../../jobs/port/unfinished.ts';
import { Emitter } from '../common/emitter.ts';
import { jobRecords } from '../common/jobRecords.ts';
import type { SecretStore } from '../common/secretStore.ts';

/** The unfinished ports, for the tree and for Continue Port. Ids only; nothing is loaded for it. */
export class UnfinishedPorts {
  readonly #store: SecretStore;
  readonly #changed = new Emitter();
  readonly #scratchRoot: string;
  #ports: readonly Unfinished[] = [];

  readonly onDidChange = this.#changed.event;

  constructor(store: SecretStore, scratchRoot: string) {
    this.#store = store;
    this.#scratchRoot = scratchRoot;
    store.onDidChange(() => void this.refresh().catch(() => undefined));
  }

  async refresh(): Promise<readonly Unfinished[]> {
    const records = await jobRecords(this.#store, this.#scratchRoot);
    const ports = records.flatMap(record => unfinishedOf(record) ?? []);
    const same = JSON.stringify(ports) === JSON.stringify(this.#ports);
    this.#ports = ports;
    if (!same) this.#changed.fire();
    return ports;
  }

  /** Where the port of an advisory stopped; null when there is none. */
  of({ ghsaId }: Advisory): string | null {
    return this.#ports.find(port => port.ghsaId === ghsaId)?.at ?? null;
  }
}
