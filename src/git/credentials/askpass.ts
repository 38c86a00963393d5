import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alive } from '../alive.ts';

/**
 * Our own credential channel, for hosts that VS Code has no session for and for the terminal: git asks a tiny
 * script (GIT_ASKPASS), the script asks this process over a socket that only this user can open. The token is in
 * no argv, no file, no environment and no configuration.
 */
export interface AskpassChannel {
  /** To be handed to git. Holds paths only. */
  readonly environment: Readonly<Record<string, string>>;
  dispose(): Promise<void>;
}

export interface AskpassOptions {
  /** The only origin that is answered (`https://github.com`). */
  readonly origin: string;
  /** Asked anew each time, so that a new sign-in needs no new channel. Null: not signed in. */
  readonly token: () => Promise<string | null>;
  /** The script's program: `askpassMain.ts`, or its bundle. */
  readonly program: string;
  /** What runs the program. An Electron host needs ELECTRON_RUN_AS_NODE, which is always set for it. */
  readonly node?: string;
}

/** Opens the channel. Close it with `dispose` when the job ends. */
export async function openAskpass(options: AskpassOptions): Promise<AskpassChannel> {
  await sweep();
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  const windows = process.platform === 'win32';
  const socket = windows
    ? `\\\\.\\pipe\\ghsa-askpass-${randomBytes(16).toString('hex')}`
    : join(folder, 'socket');
  const script = join(folder, 'askpass.sh');
  // git (also git for Windows) runs the script by its own sh; its arguments are the question.
  await writeFile(
    script,
    '#!/bin/sh\nELECTRON_RUN_AS_NODE=1 exec "$GHSA_ASKPASS_NODE" "$GHSA_ASKPASS_MAIN" "$@"\n',
    { mode: 0o700 },
  );
  const server = createServer(connection => serve(connection, options));
  await listen(server, socket);
  if (!windows) await chmod(socket, 0o600);
  return {
    environment: {
      GIT_ASKPASS: script,
      GHSA_ASKPASS_NODE: options.node ?? process.execPath,
      GHSA_ASKPASS_MAIN: options.program,
      GHSA_ASKPASS_SOCKET: socket,
    },
    async dispose() {
      // At once: whoever closes the window does not wait for us.
      rmSync(folder, { recursive: true, force: true });
      await new Promise(done => server.close(done));
    },
  };
}

const prefix = 'ghsa-askpass-';

/** Deletes the channels of processes that were killed. They hold no token. */
async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir()).catch(() => [])) {
    if (!name.startsWith(prefix)) continue;
    const owner = Number(name.slice(prefix.length).split('-')[0]);
    if (alive(owner)) continue;
    await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function serve(connection: Socket, options: AskpassOptions): void {
  let question = '';
  connection.setEncoding('utf8');
  connection.on('error', () => connection.destroy());
  connection.on('data', part => {
    question += String(part);
    if (question.length > 4096) return void connection.destroy();
    if (!question.endsWith('\n')) return;
    answer(question.trim(), options).then(
      line => connection.end(`${line}\n`),
      () => connection.destroy(),
    );
  });
}

/**
 * git asks `Username for 'https://host': ` and `Password for 'https://name@host': `. Only our own origin is
 * answered; anything else gets an empty line, and git fails without having seen the token.
 */
export async function answer(
  question: string,
  { origin, token }: Pick<AskpassOptions, 'origin' | 'token'>,
): Promise<string> {
  const match = /^(Username|Password) for '([^']+)':?$/.exec(question);
  if (!match) return '';
  let asked: URL;
  try {
    asked = new URL(match[2]!);
  } catch {
    return '';
  }
  if (asked.origin !== new URL(origin).origin) return '';
  if (match[1] === 'Username') return 'x-access-token';
  return (await token()) ?? '';
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(path, () => {
      server.off('error', failed);
      server.unref();
      done();
    });
  });
}
