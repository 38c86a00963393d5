import { connect } from '../../../src/github/index.ts';
import type { PublishParts } from '../../../src/jobs/publish/index.ts';
import { startSandbox, type Sandbox, type Store } from '../../../src/sandbox/index.ts';
import { makeAdvisory } from '../../../src/sandbox/newAdvisory.ts';
import { assertDescribed } from '../sandbox/harness.ts';

export const shelf = { owner: 'attic', name: 'shelf' };
export const jar = 'GHSA-4f5g-6h7j-8m9p';
export const jarId = '8m9p';

/** In GitHub's shape. */
export const lid = {
  package: { ecosystem: 'pip', name: 'shelf' },
  vulnerable_version_range: '< 2.0',
  patched_versions: '2.0',
  vulnerable_functions: ['shelf.turn'],
};

/** A practice GitHub with a project of nobody's response team, and one draft in it. */
export class Attic {
  #sandbox!: Sandbox;

  /** Call within a `describe`. */
  static open(): Attic {
    const attic = new Attic();
    before(async () => void (attic.#sandbox = await startSandbox()));
    beforeEach(async () => {
      await attic.sandbox.reset();
      fillAttic(attic.sandbox.store);
      attic.sandbox.recorder.clear();
    });
    afterEach(() => assertDescribed(attic.sandbox));
    after(() => attic.sandbox.stop());
    return attic;
  }

  get sandbox(): Sandbox {
    return this.#sandbox;
  }

  get stored() {
    return this.sandbox.store.advisory(jar)!;
  }

  parts(who: 'coordinator' | 'admin' = 'admin', repo = shelf, ghsaId = jar): PublishParts {
    const { api, tokens, logins } = this.sandbox;
    const github = connect({ apiUrl: api, token: async () => tokens[who]!, throttle: false });
    return { github, repo, ghsaId, login: logins[who] };
  }

  see(parts = this.parts()) {
    return parts.github.advisories.get(parts.repo, parts.ghsaId);
  }

  /** Bodies of what was sent, whatever became of it. */
  sent(): unknown[] {
    return this.sandbox.recorder.writes().map(({ body }) => body);
  }
}

/** Adds the project and its draft. */
export function fillAttic(store: Store): void {
  const like = store.repo('pypa/pip')!;
  store.addRepo({ ...like, ...shelf, id: store.id(), issues: new Map(), labels: [] });
  store.addAdvisory(
    makeAdvisory(store, {
      repo: 'attic/shelf',
      ghsaId: jar,
      summary: 'Jar lid turns both ways',
      description: 'Whoever turns the lid the other way opens every jar of the shelf.',
      author: 'parsley-dev',
      reported: true,
      severity: 'medium',
      vectorV4: 'CVSS:4.0/AV:L/AC:L/AT:N/PR:L/UI:N/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N',
      cweIds: ['CWE-284'],
      users: ['octo-coordinator'],
      credits: [{ login: 'parsley-dev', type: 'reporter' }],
      vulnerabilities: [lid],
    }),
  );
}
