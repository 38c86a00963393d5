import { homedir } from 'node:os';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { redact } from '../../embargo/index.ts';
import { Git, GitError, openAskpass, tokenFits } from '../../git/index.ts';
import { connect } from '../../github/index.ts';
import { fileStore } from '../fileStore.ts';
import { readOptions, usage } from './options.ts';
import { scratchOf } from './key.ts';
import { portInTerminal } from './terminal.ts';

/** The port from a terminal: `npm run port -- …`. The token stays in this process. */
async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2), process.env);
  if (typeof options === 'string') {
    console.error(`${options}\n\n${usage}`);
    return 2;
  }
  if (!tokenFits(options.api, options.git)) {
    console.error('--api and --git are different hosts: the token of one is not given to the other.');
    return 2;
  }
  const home = process.env['XDG_STATE_HOME'] || join(homedir(), '.local', 'state');
  const root = join(home, 'ghsa-coordinator');
  await mkdir(root, { recursive: true, mode: 0o700 });
  const askpass = await openAskpass({
    origin: options.git,
    token: async () => options.token,
    program: fileURLToPath(new URL('../../git/credentials/askpassMain.ts', import.meta.url)),
  });
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  try {
    return await portInTerminal(
      {
        github: connect({ apiUrl: options.api, token: async () => options.token }),
        git: new Git({ credentials: askpass.environment, ownCredentials: true }),
        gitUrl: options.git,
        scratchRoot: root,
        store: fileStore(key => join(scratchOf(root, key), 'job.json')),
        accountOf: async token =>
          (await connect({ apiUrl: options.api, token: async () => token }).users.me()).login,
        releaseCycleUrl: options.releaseCycle,
        now: () => new Date(),
        progress: text => console.error(text),
      },
      options,
      text => console.log(text),
      stop.signal,
    );
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    if (error instanceof GitError && error.detail) console.error(redact(error.detail));
    return 1;
  } finally {
    await askpass.dispose();
  }
}

process.exitCode = await main();
