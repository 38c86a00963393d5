import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Git } from '../../../src/git/index.ts';
import { startSandbox } from '../../../src/sandbox/index.ts';
import { kinds } from '../../faults/kinds.ts';
import { logFile, logOf } from '../../faults/log.ts';
import { plan } from '../../faults/plan.ts';
import { openRunner, type Outcome } from '../../faults/run.ts';
import type { Place, Scenario, World } from '../../faults/scenario.ts';
import { PublicSide } from '../../faults/scenarios/publicSide.ts';
import { keepsake } from '../../faults/scenarios/keepsake.ts';
import { own, upstream } from '../../faults/scenarios/machine.ts';

/** A draft; its words are embargoed. */
export const ghsaId = 'GHSA-7q4m-xv2c-93rp';
const words = { title: 'Crumbs fall out of the toaster', body: 'They fall onto the table.' };

/** What a toy does at a press beside its work; `nth` from 1. */
export type Vice = (place: Place, nth: number) => unknown;

const send = (place: Place, method: string, path: string, body?: object) =>
  fetch(`${place.api}${path}`, {
    method,
    headers: { authorization: `Bearer ${place.token}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });

/** A comment on it, by no client of ours: a public place. */
export const say = (place: Place, number: number, body: string) =>
  send(place, 'POST', `/repos/${upstream}/issues/${number}/comments`, { body });

/** A request that asks in public. */
export const ask = (place: Place, query: string) =>
  send(place, 'GET', `/search/issues?q=${encodeURIComponent(query)}`);

/** A start of the client's git. */
export const gitOf = (place: Place, ...args: string[]) =>
  new Git({ binary: place.gitBinary }).run({ cwd: place.root, args }).catch(() => undefined);

/** Into the log, past what the product takes out of its lines. */
export const logged = (place: Place, line: string) => appendFile(logFile(place.gitBinary), `${line}\n`);

/** What an issue says. */
type Said = Readonly<Record<'title' | 'body', string>>;

/** One job: opens an issue, looking first, and remembers its number. `looks` says what it takes for its own. */
export function toy(
  vice: Vice = () => undefined,
  { looks = ({ body }: Said) => body === words.body, keeps = true } = {},
): Scenario {
  return {
    job: 'toy',
    open,
    async press(place, signal) {
      const nth = await counted(place);
      const path = `/repos/${upstream}/issues`;
      await gitOf(place, 'version');
      const list = await answered(
        await told(send(place, 'GET', `${path}?creator=octo-coordinator&state=all`)),
      );
      const there = (list as (Said & { number: number })[]).find(looks);
      const made =
        there ?? ((await answered(await told(send(place, 'POST', path, words)))) as { number: number });
      await vice(place, nth);
      signal.throwIfAborted();
      if (keeps || nth === 1) await writeFile(join(place.root, 'link'), String(made.number));
      logOf(place).debug(`issue ${made.number}`);
      return true;
    },
  };
}

/** What a person is told of it. */
async function told(answer: Promise<Response>): Promise<Response> {
  return answer.catch(() => {
    throw new Error('GitHub did not answer. Press again.');
  });
}

async function answered(answer: Response): Promise<unknown> {
  const read: unknown = await answer.json().catch(() => null);
  if (!answer.ok || read === null) throw new Error('GitHub refused this. Press again.');
  return read;
}

async function counted({ root }: Place): Promise<number> {
  await appendFile(join(root, 'presses'), '.');
  return (await readFile(join(root, 'presses'))).length;
}

async function open(): Promise<World> {
  const sandbox = await startSandbox();
  const root = await mkdtemp(join(tmpdir(), 'ghsa-toy-'));
  const kept = await keepsake(sandbox, [upstream, own]);
  const outside = new PublicSide(sandbox);
  const { summary } = sandbox.store.advisory(ghsaId)!;
  const link = () => readFile(join(root, 'link'), 'utf8').catch(() => null);
  return {
    sandbox,
    place: {
      ...{ api: sandbox.api, git: sandbox.git, releaseCycle: sandbox.releaseCycle, root, clone: null },
      ...{ token: sandbox.tokens['coordinator']!, gitBinary: 'git', skew: 0, extra: {} },
    },
    async rewind() {
      await kept.rewind();
      for (const name of ['presses', 'link', 'left']) await rm(join(root, name), { force: true });
      await outside.look();
    },
    async verdict() {
      const issues = [...sandbox.store.repo(upstream)!.issues.values()];
      const left = await readFile(join(root, 'left'), 'utf8').catch(() => '');
      return {
        duplicates: issues.length > 1 ? [`${issues.length} issues.`] : [],
        lost: [
          ...(issues[0]?.body === words.body ? [] : ['The text is another one.']),
          ...((await link()) === String(issues[0]?.number) ? [] : ['The number is not remembered.']),
        ],
        leaks: [
          ...(await outside.hits([ghsaId, summary])),
          ...(left.includes(summary) ? ['A file holds the title.'] : []),
        ],
      };
    },
    async close() {
      await sandbox.stop();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** The toy under one kind of fault at its write, through all of the matrix. */
export async function harm(scenario: Scenario, kind: string, limit?: number): Promise<Outcome> {
  const runner = await openRunner(scenario, limit);
  try {
    const { pairs } = plan(scenario.job, runner.steps, 9);
    const at = pairs.find(
      pair => pair.kind.name === kind && pair.step.kind === 'call' && pair.step.method === 'POST',
    );
    if (!at || !kinds.includes(at.kind)) throw new Error(`There is no ${kind} at the write.`);
    return await runner.run(at);
  } finally {
    await runner.close();
  }
}
