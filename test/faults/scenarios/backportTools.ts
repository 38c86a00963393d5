import { join } from 'node:path';
import { connect } from '../../../src/github/index.ts';
import type { BackportTools } from '../../../src/jobs/backport/make/index.ts';
import { ReleaseCycles } from '../../../src/jobs/cycle.ts';
import { fileStore } from '../../../src/jobs/fileStore.ts';
import type { ForkTools } from '../../../src/jobs/fork/types.ts';
import { scratchOf } from '../../../src/jobs/port/index.ts';
import type { Place } from '../scenario.ts';
import { silence } from '../silence.ts';
import { folders } from './machine.ts';

/** The tools of a backport in a window: its records lie beside its scratch repository, as in the terminal. */
export function backportTools(place: Place, { github, git, gitUrl, now }: ForkTools): BackportTools {
  const scratchRoot = join(place.root, folders.scratch);
  const cycles = new ReleaseCycles({
    url: () => place.releaseCycle,
    load: () => null,
    keep: async () => undefined,
    ...{ now, silence },
  });
  return {
    ...{ github, git, gitUrl, scratchRoot, now },
    store: fileStore(key => join(scratchOf(scratchRoot, key), 'job.json')),
    accountOf: async given =>
      (await connect({ apiUrl: place.api, token: async () => given, throttle: false, silence }).users.me())
        .login,
    releaseCycle: signal => cycles.read(signal),
  };
}
