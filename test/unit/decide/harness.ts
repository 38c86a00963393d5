import assert from 'node:assert/strict';
import type { Advisory } from '../../../src/advisory/model.ts';
import { connect, type GitHub } from '../../../src/github/index.ts';
import type { DecideGitHub, DecideParts, Outcome, Undo } from '../../../src/jobs/decide/index.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { assertDescribed } from '../sandbox/harness.ts';

export const repo = { owner: 'python', name: 'cpython' };
/** Draft, octo-coordinator's, reported by parsley-dev. */
export const spam = 'GHSA-7q4m-xv2c-93rp';
/** Triage, octo-coordinator's. */
export const ham = 'GHSA-m2pg-3qcr-4vfw';
/** Triage, nobody's. */
export const butter = 'GHSA-p3q4-r5v6-w7x8';
/** Triage, with [ACCEPTED] in its title. */
export const toast = 'GHSA-hj5m-pq6r-vw7x';
/** Closed, with [COMPLETED] in its title. */
export const tofu = 'GHSA-j7m2-q4r6-w3c9';
/** Closed, no tag. */
export const bread = 'GHSA-v2w3-x4c5-f6g7';

type Who = 'coordinator' | 'admin' | 'nutmeg-core' | 'dill-outsider';

/** A practice GitHub for the decisions. Every request and answer is held against GitHub's description. */
export class Desk {
  #sandbox!: Sandbox;

  /** Call within a `describe`. */
  static open(): Desk {
    const desk = new Desk();
    before(async () => void (desk.#sandbox = await startSandbox()));
    beforeEach(async () => {
      await desk.sandbox.reset();
      desk.sandbox.recorder.clear();
    });
    afterEach(() => assertDescribed(desk.sandbox));
    after(() => desk.sandbox.stop());
    return desk;
  }

  get sandbox(): Sandbox {
    return this.#sandbox;
  }

  github(who: Who = 'coordinator'): GitHub {
    const { api, tokens } = this.sandbox;
    return connect({ apiUrl: api, token: () => Promise.resolve(tokens[who]!), throttle: false });
  }

  parts(
    ghsaId: string,
    who: Who = 'coordinator',
    wrapped: Partial<DecideGitHub['advisories']> = {},
  ): DecideParts {
    const { advisories, users } = this.github(who);
    const logins = this.sandbox.logins as Readonly<Record<string, string>>;
    return {
      github: {
        advisories: {
          get: (...args) => advisories.get(...args),
          update: (...args) => advisories.update(...args),
          setState: (...args) => advisories.setState(...args),
          ...wrapped,
        },
        users,
      },
      repo,
      ghsaId,
      login: logins[who] ?? who,
    };
  }

  /** As the tree has it. */
  see(ghsaId: string): Promise<Advisory> {
    return this.github('admin').advisories.get(repo, ghsaId);
  }

  stored(ghsaId: string) {
    return this.sandbox.store.advisory(ghsaId)!;
  }

  /** `login type` of each credit. */
  credits(ghsaId: string): string[] {
    return this.stored(ghsaId).credits.map(({ login, type }) => `${login} ${type}`);
  }

  /** Bodies of what was sent, whatever became of it. */
  sent(): unknown[] {
    return this.sandbox.recorder.writes().map(({ body }) => body);
  }

  /** The next write has its effect, and its answer is lost. */
  loseAnswer(): void {
    this.sandbox.fail({ method: 'PATCH', path: '/security-advisories/', status: 502, effect: 'after' });
  }
}

/** The outcome, which must be of that kind. */
export function is<Kind extends Outcome['kind']>(
  outcome: Outcome,
  kind: Kind,
): Extract<Outcome, { kind: Kind }> {
  assert.equal(outcome.kind, kind, 'message' in outcome ? outcome.message : outcome.kind);
  return outcome as Extract<Outcome, { kind: Kind }>;
}

/** The undo of an outcome that has one. */
export function undoOf(outcome: Outcome): Undo {
  assert.ok('undo' in outcome && outcome.undo, outcome.kind);
  return outcome.undo;
}

export function noteOf(outcome: Outcome): string | undefined {
  return 'note' in outcome ? outcome.note : undefined;
}
