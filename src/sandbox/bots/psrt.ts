import { forkForAdvisory } from '../fork.ts';
import type { Store } from '../store.ts';

const closing = /\[(?:close|closed|complete|completed|notplanned|invalid|duplicate)\]/i;
const accepting = /\[accept(?:ed)?\]/i;

/** Organisations that the bot belongs to. */
const watched = /^(?:python|pypa)\//i;

/**
 * One hourly run of the PSRT bot, as psrt-ghsa-bot's `app.py` does it: close or accept by title tag, make the
 * private fork, reserve a CVE id (CPython only), add the team. It neither strips tags nor assigns coordinators.
 */
export async function psrtBot(store: Store, root: string): Promise<void> {
  for (const advisory of store.advisories.values()) {
    if (!watched.test(advisory.repo)) continue;
    if (advisory.state !== 'triage' && advisory.state !== 'draft') continue;
    const before = JSON.stringify(advisory);
    if (closing.test(advisory.summary)) {
      advisory.state = 'closed';
      advisory.closedAt = store.stamp();
      advisory.updatedAt = store.stamp();
      continue;
    }
    if (advisory.state === 'triage' && accepting.test(advisory.summary)) advisory.state = 'draft';
    if (advisory.state === 'draft' && advisory.fork === null) {
      await forkForAdvisory(store, root, advisory.ghsaId, store.forkDelay);
    }
    if (advisory.state === 'draft' && advisory.cveId === null && advisory.repo === 'python/cpython') {
      advisory.cveId = `CVE-${store.now().getUTCFullYear()}-${900_000 + store.id()}`;
    }
    if (!advisory.teams.includes(store.team.slug)) advisory.teams = [...advisory.teams, store.team.slug];
    if (JSON.stringify(advisory) !== before) advisory.updatedAt = store.stamp();
  }
}
