import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Git, openAskpass } from '../../../src/git/index.ts';
import { connect } from '../../../src/github/index.ts';
import { ReleaseCycles } from '../../../src/jobs/cycle.ts';
import { fileStore } from '../../../src/jobs/fileStore.ts';
import {
  confirmPort,
  newsText,
  preparePort,
  proposeDraft,
  runPort,
  scratchOf,
  type ChosenBranches,
  type PortDraft,
  type PortLinks,
  type PortTools,
  type Prepared,
} from '../../../src/jobs/port/index.ts';
import type { StepEvent } from '../../../src/jobs/job.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../src/sandbox/index.ts';
import { violations } from '../../openapi/validate.ts';
import { clonePublic } from '../../vscode/publicClone.ts';

/** A coordinator's machine: a sandbox, a public clone, the tools of a port. */
export interface Desk {
  readonly sandbox: Sandbox;
  readonly clone: string;
  readonly root: string;
  readonly tools: PortTools;
  close(): Promise<void>;
}

/** How a machine differs from the plain one. */
export interface ToolsOptions {
  readonly who?: string;
  readonly scratchRoot: string;
  /** The git that is run; else that of the machine. */
  readonly binary?: string;
  /** Gets every line for the log, of git and of the API. */
  readonly say?: (line: string) => void;
}

/** The tools of a port on a sandbox, with a way for git to ask for the token; `dispose` closes that. */
export async function openTools(
  sandbox: Sandbox,
  { who = 'coordinator', scratchRoot, binary, say }: ToolsOptions,
): Promise<{ readonly tools: PortTools; dispose(): Promise<void> }> {
  const token = async () => sandbox.tokens[who]!;
  const askpass = await openAskpass({
    origin: sandbox.git,
    token,
    program: fileURLToPath(new URL('../../../src/git/credentials/askpassMain.ts', import.meta.url)),
  });
  const cycles = new ReleaseCycles({
    url: () => sandbox.releaseCycle,
    load: () => null,
    keep: async () => undefined,
    now: () => new Date(),
  });
  const tools: PortTools = {
    github: connect({
      ...{ apiUrl: sandbox.api, token, throttle: false },
      ...(say && { log: { debug: say } }),
    }),
    git: new Git({
      ...{ credentials: askpass.environment, ownCredentials: true },
      ...(binary !== undefined && { binary }),
      ...(say && { log: say }),
    }),
    gitUrl: sandbox.git,
    scratchRoot,
    store: fileStore(key => join(scratchOf(scratchRoot, key), 'job.json')),
    portedBefore: async () => null,
    accountOf: async given =>
      (await connect({ apiUrl: sandbox.api, token: async () => given, throttle: false }).users.me()).login,
    releaseCycle: signal => cycles.read(signal),
    now: () => new Date(),
    wait: async () => undefined,
  };
  return { tools, dispose: () => askpass.dispose() };
}

export async function desk(who = 'coordinator', options: SandboxOptions = {}): Promise<Desk> {
  const sandbox = await startSandbox(options);
  const clone = await clonePublic(sandbox);
  const root = await mkdtemp(join(tmpdir(), 'ghsa-desk-'));
  const { tools, dispose } = await openTools(sandbox, { who, scratchRoot: root });
  return {
    ...{ sandbox, clone: clone.path, root, tools },
    async close() {
      // Everything our client sent, and every answer it built on, is as GitHub describes it.
      assert.deepEqual(sandbox.recorder.requests.flatMap(violations), []);
      await dispose();
      await clone.remove();
      await sandbox.stop();
      await rm(root, { recursive: true, force: true });
    },
  };
}

export async function prepare(
  { tools, clone }: Pick<Desk, 'tools' | 'clone'>,
  ghsaId: string,
  over: { readonly clone?: string | null; readonly forkRemote?: string } = {},
): Promise<{ readonly prepared: Prepared; readonly draft: PortDraft }> {
  const prepared = await preparePort(tools, {
    repo: { owner: 'python', name: 'cpython' },
    ghsaId,
    clone,
    ...over,
  });
  return { prepared, draft: proposeDraft(prepared, await newsText(tools.git, prepared), null) };
}

export interface Outcome {
  readonly ended: string;
  readonly links: PortLinks | null;
  readonly branches: ChosenBranches | null;
  readonly events: readonly StepEvent[];
}

/** Confirms and runs a port to its end, or to where it fails. */
export async function publish(at: Desk, prepared: Prepared, draft: PortDraft): Promise<Outcome> {
  return goOn(at, await confirmPort(at.tools.store, prepared, draft, at.tools.now()));
}

export async function goOn(at: Desk, record: Parameters<typeof runPort>[1]): Promise<Outcome> {
  const events: StepEvent[] = [];
  let links: PortLinks | null = null;
  let branches: ChosenBranches | null = null;
  const ended = await runPort(at.tools, record, {
    tell: event => events.push(event),
    keep: async (kept, chosen) => void ([links, branches] = [kept, chosen]),
  });
  return { ended, links, branches, events };
}
