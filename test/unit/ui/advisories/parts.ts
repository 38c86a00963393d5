import { connect, type GitHub } from '../../../../src/github/index.ts';
import type { Sandbox } from '../../../../src/sandbox/index.ts';
import * as brain from '../../../../src/ui/advisories/brain.ts';
import { AdvisoriesModel, type ModelParts } from '../../../../src/ui/advisories/model.ts';
import { ProgressRecords, type ProgressStore } from '../../../../src/ui/common/progress.ts';

/** A store in memory. */
export function memory(records = new Map<string, unknown>()): ProgressStore {
  return {
    keys: () => [...records.keys()],
    load: async key => structuredClone(records.get(key) ?? null),
    save: async (key, record) => void records.set(key, structuredClone(record)),
    remove: async key => void records.delete(key),
  };
}

/** The list of advisories on a sandbox, with what a test is about. */
export function listOn(
  sandbox: Pick<Sandbox, 'api' | 'tokens'>,
  parts: Partial<ModelParts> & { readonly token?: () => string | null } = {},
) {
  const { token = () => sandbox.tokens['coordinator']!, ...others } = parts;
  const github: GitHub = connect({ apiUrl: sandbox.api, token: async () => token(), throttle: false });
  const progress = new ProgressRecords(memory(), () => sandbox.api);
  const failures: string[] = [];
  const model = new AdvisoriesModel({
    repositories: () => [
      { owner: 'python', name: 'cpython' },
      { owner: 'pypa', name: 'pip' },
    ],
    signedIn: async () => token() !== null,
    github: async () => github,
    brain: async () => brain,
    progress,
    links: () => [],
    found: async () => undefined,
    stopped: () => null,
    expired: async () => undefined,
    log: error => failures.push((error as { kind?: string }).kind ?? String(error)),
    ...others,
  });
  return { model, github, progress, failures };
}

/** What is drawn of a model. */
export function drawingOf(model: AdvisoriesModel, hideTitles: () => boolean = () => false) {
  return new brain.Drawing(model, () => ({ now: model.now(), hideTitles: hideTitles() }));
}
