import { rm } from 'node:fs/promises';
import { Git } from '../../../src/git/index.ts';
import { connect } from '../../../src/github/index.ts';
import type { ForkTools } from '../../../src/jobs/fork/types.ts';
import { answererOf } from '../answerer.ts';
import { logOf } from '../log.ts';
import type { Place } from '../scenario.ts';
import { silence } from '../silence.ts';

/** What a window that was just opened works with: a client without memory, a git of its own, this machine's clock. */
export async function windowAt<T>(place: Place, work: (tools: ForkTools) => Promise<T>): Promise<T> {
  const token = async () => place.token;
  const answerer = await answererOf(place);
  const log = logOf(place);
  try {
    return await work({
      github: connect({ apiUrl: place.api, token, throttle: false, silence, log }),
      git: new Git({
        ...{ binary: place.gitBinary, credentials: answerer, ownCredentials: true },
        log: log.debug,
      }),
      gitUrl: place.git,
      protocol: 'https',
      now: () => new Date(Date.now() + place.skew),
    });
  } finally {
    await rm(answerer.GIT_ASKPASS, { force: true });
  }
}
