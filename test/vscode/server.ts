import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { installCode, type Version } from './install.ts';

export interface CodeServer {
  readonly origin: string;
  readonly port: number;
  /** Never hand out an address without it: it opens a shell to whoever has it. */
  readonly token: string;
  readonly dataDir: string;
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly version: Version;
  /** Where settings, extensions and logs of this server go. */
  readonly dataDir: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly vsix?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly port?: number;
  /** VS Code's own driver of tests: the latest version runs extension tests with it only; it shows no notifications. */
  readonly driver?: boolean;
  /** Of VS Code and of every extension. Default: info. */
  readonly logLevel?: 'trace';
  /** Folders open in Restricted Mode, without a question, until somebody trusts them. Default: all are trusted. */
  readonly restricted?: boolean;
}

/** Quiet, the same each time, and nothing that phones out or writes a file by itself. */
const quietSettings = {
  'chat.disableAIFeatures': true,
  'files.autoSave': 'off',
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'security.workspace.trust.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'git.autofetch': false,
  'window.restoreWindows': 'none',
};

/** Starts VS Code's own server (not code-server's wrapper) on loopback and waits until it listens. */
export async function startServer(options: ServerOptions): Promise<CodeServer> {
  const folder = await installCode(options.version);
  const { dataDir } = options;
  const machine = join(dataDir, 'data', 'Machine');
  await mkdir(machine, { recursive: true });
  const settings = {
    ...quietSettings,
    ...(options.restricted
      ? { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' }
      : {}),
    ...options.settings,
  };
  await writeFile(join(machine, 'settings.json'), JSON.stringify(settings, null, 2));
  const main = join(folder, 'out', 'server-main.js');
  const env = { ...process.env, ...options.env };
  if (options.vsix) {
    await finished(
      spawn(
        process.execPath,
        [main, '--install-extension', options.vsix, '--force', '--server-data-dir', dataDir],
        {
          env,
          stdio: ['ignore', 'ignore', 'pipe'],
        },
      ),
    );
  }
  const port = options.port ?? (await freePort());
  const token = randomBytes(16).toString('hex');
  const child = spawn(
    process.execPath,
    [
      main,
      ...(options.logLevel ? ['--log', options.logLevel] : []),
      ...['--host', '127.0.0.1', '--port', String(port), '--connection-token', token],
      ...['--server-data-dir', dataDir, '--telemetry-level', 'off', '--accept-server-license-terms'],
      ...(options.restricted ? [] : ['--disable-workspace-trust']),
      ...(options.driver ? ['--enable-smoke-test-driver'] : []),
    ],
    { env, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  await listening(child);
  return {
    origin: `http://localhost:${port}`,
    port,
    token,
    dataDir,
    async stop() {
      const ended = new Promise(done => child.once('exit', done));
      if (child.exitCode === null && child.kill('SIGTERM')) await ended;
    },
  };
}

function listening(child: ChildProcess): Promise<void> {
  return new Promise((done, failed) => {
    let words = '';
    const look = (data: unknown) => {
      words += String(data);
      if (words.includes('Extension host agent listening')) done();
    };
    child.stdout!.on('data', look);
    child.stderr!.on('data', look);
    child.once('exit', code => failed(new Error(`The VS Code server ended with ${code}.\n${words}`)));
  });
}

function finished(child: ChildProcess): Promise<void> {
  return new Promise((done, failed) => {
    let words = '';
    child.stderr?.on('data', data => (words += String(data)));
    child.once('exit', code => (code === 0 ? done() : failed(new Error(words))));
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise(done => server.close(done));
  return port;
}
