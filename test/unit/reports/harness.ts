import { connect, type GitHub } from '../../../src/github/index.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { assertDescribed } from '../sandbox/harness.ts';

export const cpython = { owner: 'python', name: 'cpython' };
export const pip = { owner: 'pypa', name: 'pip' };
export const repositories = [cpython, pip];
/** Draft, octo-coordinator's. */
export const spam = 'GHSA-7q4m-xv2c-93rp';
/** Triage, nobody's. */
export const butter = 'GHSA-p3q4-r5v6-w7x8';
/** Closed, octo-coordinator's. */
export const bread = 'GHSA-v2w3-x4c5-f6g7';

type Who = 'coordinator' | 'admin' | 'dill-outsider';

/** A practice GitHub for reports. Every request and answer is held against GitHub's description. */
export class Office {
  #sandbox!: Sandbox;

  /** Call within a `describe`. */
  static open(): Office {
    const office = new Office();
    before(async () => void (office.#sandbox = await startSandbox()));
    beforeEach(async () => {
      await office.sandbox.reset();
      office.sandbox.recorder.clear();
    });
    afterEach(() => assertDescribed(office.sandbox));
    after(() => office.sandbox.stop());
    return office;
  }

  get sandbox(): Sandbox {
    return this.#sandbox;
  }

  github(who: Who = 'admin'): GitHub {
    const { api, tokens } = this.sandbox;
    return connect({ apiUrl: api, token: () => Promise.resolve(tokens[who]!), throttle: false });
  }

  stored(ghsaId: string) {
    return this.sandbox.store.advisory(ghsaId)!;
  }

  /** Somebody wrote into a discussion. */
  said(ghsaId: string, author: string, createdAt: string, updatedAt = createdAt): void {
    const { store } = this.sandbox;
    this.stored(ghsaId).comments.push({ id: store.id(), author, body: 'Seen.', createdAt, updatedAt });
  }

  /** Paths of what was asked for. */
  asked(part: string): string[] {
    return this.sandbox.recorder.requests
      .map(({ path, query }) => path + query)
      .filter(path => path.includes(part));
  }
}
