import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { requestCve as job } from '../../../src/jobs/publish/index.ts';
import { ProgressRecords } from '../../../src/ui/common/progress.ts';
import type { Place, Scenario, Verdict, World } from '../scenario.ts';
import { begin, ghsaId, path, repo, words } from './publish.ts';
import { arrived, clockOf, connected, leaksOf, openRemote } from './remote.ts';
import { StateFile } from './stateFile.ts';

const about = { repo, ghsaId };

const recordsAt = async ({ root, api }: Pick<Place, 'root' | 'api'>) => {
  const records = new ProgressRecords(new StateFile(join(root, 'progress.json')), () => api);
  await records.load();
  return records;
};

/** What each press was told before it asked, a line each. */
const toldAt = ({ root }: Pick<Place, 'root'>) => join(root, 'told');

/**
 * `GHSA: Request a CVE ID from GitHub…`, by whoever types the short id each time. GitHub shows nothing of a request: that
 * it was asked is what this machine remembers, and says before it asks again.
 */
export const requestCve: Scenario = {
  job: 'requestCve',
  open: () => openRemote({ who: 'admin', begin, verdict }),
  async press(place, signal) {
    const github = connected(place);
    const { login } = await github.users.me(signal);
    const seen = await github.advisories.get(repo, ghsaId, signal);
    const records = await recordsAt(place);
    const { cveAskedAt } = records.of(about);
    await appendFile(toldAt(place), cveAskedAt === undefined ? 'first\n' : 'again\n');
    const outcome = await job({ github, repo, ghsaId, login, signal }, seen, ghsaId.slice(-4), {
      asking: () => records.update(about, { cveAskedAt: clockOf(place).toISOString() }),
      refused: () => records.update(about, { cveAskedAt }),
    });
    if (outcome.kind === 'forbidden') throw new Error('Only admins may ask for it. Nothing was sent.');
    if (outcome.kind === 'browser') throw new Error(outcome.message);
    return outcome.kind === 'done' || outcome.kind === 'there';
  },
};

async function verdict({ sandbox, place }: Pick<World, 'sandbox' | 'place'>): Promise<Verdict> {
  const told = (await readFile(toldAt(place), 'utf8')).trim().split('\n');
  const again = told.filter(words => words === 'again').length;
  const asked = sandbox.recorder.writes();
  const came = asked.filter(arrived).length;
  const refused = asked.length > 1 && asked.slice(0, -1).every(({ status }) => status >= 400 && status < 500);
  const { cveAskedAt } = (await recordsAt(place)).of(about);
  return {
    duplicates: came - again > 1 ? [`GitHub was asked ${came} times, and nobody said so before.`] : [],
    lost: [
      ...(sandbox.store.advisory(ghsaId)!.cveRequested ? [] : ['GitHub was not asked.']),
      ...(cveAskedAt === undefined ? ['The row does not say that GitHub was asked.'] : []),
      // Whoever believes that waits for an id that nobody was asked for.
      ...(refused && again > 0 ? ['GitHub refused, and it was said that it had been asked.'] : []),
    ],
    leaks: await leaksOf(
      { sandbox, place },
      { allowed: new RegExp(`^${path}/cve$`), canaries: [words.summary, words.description] },
    ),
  };
}
