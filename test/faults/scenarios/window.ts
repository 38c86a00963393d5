import { fileURLToPath } from 'node:url';
import { Git, openAskpass } from '../../../src/git/index.ts';
import { connect } from '../../../src/github/index.ts';
import type { ForkTools } from '../../../src/jobs/fork/types.ts';
import type { Place } from '../scenario.ts';

const askpassMain = fileURLToPath(new URL('../../../src/git/credentials/askpassMain.ts', import.meta.url));

/** What a window that was just opened works with: a client without memory, a git of its own, this machine's clock. */
export async function windowAt<T>(place: Place, work: (tools: ForkTools) => Promise<T>): Promise<T> {
  const token = async () => place.token;
  const askpass = await openAskpass({ origin: place.git, token, program: askpassMain });
  try {
    return await work({
      github: connect({ apiUrl: place.api, token, throttle: false }),
      git: new Git({ binary: place.gitBinary, credentials: askpass.environment, ownCredentials: true }),
      gitUrl: place.git,
      protocol: 'https',
      now: () => new Date(Date.now() + place.skew),
    });
  } finally {
    await askpass.dispose();
  }
}
