import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Git } from '../../../src/git/index.ts';
import { connect } from '../../../src/github/index.ts';
import { ReleaseCycles } from '../../../src/jobs/cycle.ts';
import { fileStore } from '../../../src/jobs/fileStore.ts';
import {
  confirmPort,
  newsText,
  portKey,
  preparePort,
  proposeDraft,
  readRecord,
  runPort,
  scratchOf,
  type PortTools,
} from '../../../src/jobs/port/index.ts';
import { desk } from '../../unit/port/harness.ts';
import { own, upstream } from '../../unit/port/rewind.ts';
import { answererOf } from '../answerer.ts';
import { logOf } from '../log.ts';
import type { Place, Scenario, World } from '../scenario.ts';
import { silence } from '../silence.ts';
import { keepsake } from './keepsake.ts';
import { withOthers } from './others.ts';
import { verdictOf } from './portVerdict.ts';

const repo = { owner: 'python', name: 'cpython' };
export const ghsaId = 'GHSA-7q4m-xv2c-93rp';

/** The walk of a fix to the public: prepared, confirmed as proposed, and run; a press after a failure goes on. */
export const port: Scenario = {
  job: 'port',
  async open() {
    const at = await desk();
    const memory = await mkdtemp(join(tmpdir(), 'ghsa-links-'));
    const links = join(memory, 'links.json');
    const { sandbox, root, clone } = at;
    const kept = await keepsake(sandbox, [upstream, own]);
    const verdict = await verdictOf(at, ghsaId, links);
    const world: World = {
      sandbox,
      place: {
        api: sandbox.api,
        git: sandbox.git,
        releaseCycle: sandbox.releaseCycle,
        token: sandbox.tokens['coordinator']!,
        root,
        clone,
        gitBinary: 'git',
        skew: 0,
        extra: { links },
      },
      async rewind() {
        await kept.rewind();
        for (const name of await readdir(root)) await rm(join(root, name), { recursive: true, force: true });
        await rm(links, { force: true });
        await verdict.begin();
      },
      verdict: () => verdict.look(),
      async close() {
        await rm(memory, { recursive: true, force: true });
        await at.close();
      },
    };
    return withOthers(world, 'main');
  },
  async press(place, signal) {
    const links = place.extra['links']!;
    const tools = await toolsOf(place);
    const key = portKey(tools.github.apiUrl, repo, ghsaId, 1);
    let record = readRecord(await tools.store.load(key));
    if (record === null) {
      // What it leaves at its end is all that is left of it.
      if (await readFile(links).catch(() => null)) return true;
      const prepared = await preparePort(tools, { repo, ghsaId, clone: place.clone }, signal);
      const draft = proposeDraft(prepared, await newsText(tools.git, prepared), null);
      record = await confirmPort(tools.store, prepared, draft, tools.now());
    }
    let failed: unknown;
    const ended = await runPort(tools, record, {
      tell: event => void (failed = event.state === 'failed' ? event.error : failed),
      keep: made => writeFile(links, JSON.stringify(made)),
      signal,
    });
    if (ended === 'failed') throw failed;
    return ended === 'done';
  },
};

/** As a window has them that was just opened. */
async function toolsOf(place: Place): Promise<PortTools> {
  const { api, git, releaseCycle, token, root, gitBinary, skew } = place;
  const now = () => new Date(Date.now() + skew);
  const mine = async () => token;
  const log = logOf(place);
  const cycles = new ReleaseCycles({
    url: () => releaseCycle,
    load: () => null,
    keep: async () => undefined,
    ...{ now, silence },
  });
  return {
    github: connect({ apiUrl: api, token: mine, throttle: false, silence, log }),
    git: new Git({
      ...{ binary: gitBinary, credentials: await answererOf(place), ownCredentials: true },
      log: log.debug,
    }),
    gitUrl: git,
    scratchRoot: root,
    store: fileStore(key => join(scratchOf(root, key), 'job.json')),
    portedBefore: async () => null,
    accountOf: async given =>
      (await connect({ apiUrl: api, token: async () => given, throttle: false, silence }).users.me()).login,
    releaseCycle: signal => cycles.read(signal),
    now,
    wait: async () => undefined,
  };
}
