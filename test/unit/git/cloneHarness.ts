import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CloneRequest } from '../../../src/git/clone/index.ts';
import { Git, openAskpass } from '../../../src/git/index.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { fastImport, git as plainGit } from '../../../src/sandbox/gitdir.ts';
import { clonePublic } from '../../vscode/publicClone.ts';

const ghsa = 'ghsa-7q4m-xv2c-93rp';

/** A coordinator who is about to clone: a sandbox, their public clone, their git, an empty folder. */
export interface Table {
  readonly sandbox: Sandbox;
  readonly token: string;
  readonly publicClone: string;
  readonly folder: string;
  readonly git: Git;
  readonly log: string[];
  readonly fork: string;
  /** Where git of a test asks for credentials: nothing of it is a secret. */
  readonly credentials: Readonly<Record<string, string>>;
  /** What the next question for the token answers, when it is not the coordinator's. */
  answer: string | null;
  request(over?: Partial<CloneRequest>): CloneRequest;
  close(): Promise<void>;
}

export async function table(): Promise<Table> {
  const sandbox = await startSandbox();
  const clone = await clonePublic(sandbox);
  const folder = await mkdtemp(join(tmpdir(), 'ghsa clone é-'));
  const token = sandbox.tokens['coordinator']!;
  const log: string[] = [];
  const made: { answer: string | null } = { answer: null };
  const askpass = await openAskpass({
    origin: sandbox.git,
    token: async () => made.answer ?? token,
    program: fileURLToPath(new URL('../../../src/git/credentials/askpassMain.ts', import.meta.url)),
  });
  const fork = `python/cpython-${ghsa}`;
  return Object.assign(made, {
    sandbox,
    token,
    publicClone: clone.path,
    folder,
    git: new Git({ credentials: askpass.environment, ownCredentials: true, log: line => log.push(line) }),
    log,
    fork,
    credentials: askpass.environment,
    request: (over: Partial<CloneRequest> = {}): CloneRequest => ({
      fork,
      upstream: 'python/cpython',
      defaultBranch: 'main',
      gitUrl: sandbox.git,
      protocol: 'https',
      target: join(folder, 'clones', `cpython-${ghsa}`),
      method: 'auto',
      publicClone: clone.path,
      ...over,
    }),
    async close() {
      await askpass.dispose();
      await clone.remove();
      await sandbox.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  });
}

/** git as a person has it in a terminal: no pins of ours. */
export const person = (cwd: string, ...args: string[]) => plainGit(cwd, args);

/** Names of everything below a folder. */
export async function allFiles(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
}

/** The files below a folder that hold this text. */
export async function filesWith(folder: string, text: string): Promise<string[]> {
  const hits = [];
  for (const file of await allFiles(folder)) if ((await readFile(file)).includes(text)) hits.push(file);
  return hits;
}

/** Somebody commits these files onto a branch of a repository of the sandbox. */
export async function commitThere(
  dir: string,
  branch: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const changes = Object.entries(files).map(
    ([path, text]) => `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`,
  );
  const head = `commit refs/heads/${branch}\ncommitter Parsley Dev <parsley-dev@example.org> 1790000000 +0000\n`;
  const stream = `${head}data 5\nLater\nfrom refs/heads/${branch}^0\n${changes.join('')}`;
  await fastImport(dir, Buffer.from(stream));
}

/** Runs with another home, so that the user's global configuration is a test's own. */
export async function withHome<T>(home: string, config: string, work: () => Promise<T>): Promise<T> {
  const before = process.env['HOME'];
  await mkdir(home, { recursive: true });
  await writeFile(join(home, '.gitconfig'), config);
  process.env['HOME'] = home;
  try {
    return await work();
  } finally {
    process.env['HOME'] = before;
  }
}
