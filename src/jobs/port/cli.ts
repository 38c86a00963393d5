import './quiet.ts';
import { homedir } from 'node:os';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { redact } from '../../embargo/index.ts';
import { Git, GitError, openAskpass, tokenFits } from '../../git/index.ts';
import { connect, GitHubError } from '../../github/index.ts';
import { ReleaseCycles } from '../cycle.ts';
import { fileStore } from '../fileStore.ts';
import { linksFile } from './links.ts';
import { readOptions, usage } from './options.ts';
import { inTerminal } from './print.ts';
import { scratchOf } from './key.ts';
import { portInTerminal } from './terminal.ts';

/** The port from a terminal: `npm run port -- …`. The token stays in this process. */
async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2), process.env);
  if (typeof options === 'string') {
    console.error(`${options}\n\n${usage}`);
    return 2;
  }
  // A child gets our environment less what is named like a secret, and this may have any name.
  delete process.env[options.tokenName];
  if (!tokenFits(options.api, options.git)) {
    console.error('--api and --git are different hosts: the token of one is not given to the other.');
    return 2;
  }
  const home = process.env['XDG_STATE_HOME'] || join(homedir(), '.local', 'state');
  const root = join(home, 'ghsa-coordinator');
  await mkdir(root, { recursive: true, mode: 0o700 });
  const links = linksFile(root);
  const askpass = await openAskpass({
    origin: options.git,
    token: async () => options.token,
    program: fileURLToPath(new URL('../../git/credentials/askpassMain.ts', import.meta.url)),
  });
  const cycles = new ReleaseCycles({
    url: () => options.releaseCycle,
    load: () => null,
    keep: async () => undefined,
    now: () => new Date(),
  });
  const stop = new AbortController();
  // A terminal sends SIGINT to every process of the command, and npm sends it on: the second one changes nothing.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
  try {
    return await portInTerminal(
      {
        github: connect({ apiUrl: options.api, token: async () => options.token }),
        git: new Git({ credentials: askpass.environment, ownCredentials: true }),
        gitUrl: options.git,
        scratchRoot: root,
        store: fileStore(key => join(scratchOf(root, key), 'job.json')),
        portedBefore: (repo, ghsaId) => links.find(repo, ghsaId),
        accountOf: async token =>
          (await connect({ apiUrl: options.api, token: async () => token }).users.me()).login,
        releaseCycle: stopped => cycles.read(stopped),
        now: () => new Date(),
        progress: text => console.error(text),
      },
      options,
      { print: text => console.log(inTerminal(text)), keep: found => links.keep(found) },
      stop.signal,
    );
  } catch (error) {
    console.error(sentenceOf(error, options.tokenName));
    if (error instanceof GitError && error.detail) console.error(redact(error.detail));
    return 1;
  } finally {
    await askpass.dispose();
  }
}

/** The sentence of an error, in the words of a terminal. */
function sentenceOf(error: unknown, tokenName: string): string {
  if (error instanceof GitHubError && error.kind === 'signed-out')
    return `GitHub does not accept the token in ${tokenName}.`;
  return inTerminal(error instanceof Error ? error.message : String(error));
}

process.exitCode = await main();
