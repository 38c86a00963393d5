import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { announcementOf, readAnnouncement } from '../../../src/jobs/announce/index.ts';
import { written } from '../../../src/texts/pieces.ts';
import { recordText } from '../../../src/ui/announce/record.ts';
import { openIssue, openPull } from '../../unit/announce/place.ts';
import type { Scenario, Verdict, World } from '../scenario.ts';
import { arrived, connected, leaksOf, openRemote } from './remote.ts';

const repo = { owner: 'python', name: 'cpython' };
/** A draft whose fix is merged. */
const ghsaId = 'GHSA-7q4m-xv2c-93rp';

/** The announcement and the record, from what GitHub and the CVE services say. Reads; it sends nothing itself. */
export const announce: Scenario = {
  job: 'announce',
  open: () => openRemote({ who: 'coordinator', begin, verdict }),
  async press(place, signal) {
    const { issue, pull, cveUrl } = place.extra;
    const github = connected(place);
    const links = { issue: Number(issue), pull: Number(pull) };
    const facts = await readAnnouncement(github, { repo, ghsaId, links, named: null }, signal);
    const { status, complete, message } = facts.fix;
    // The page holds the e-mail where the fix could not be read, and says why.
    if (status !== 'merged' || !complete)
      throw new Error(message ?? 'Who mentions the fix could not be read.');
    const mail = announcementOf(facts, 'security-announce@python.org');
    const record = await recordText(github, facts, { gitUrl: place.git, archiveUrl: null }, signal);
    const state = await github.cve.state(cveUrl!, 'CVE-2026-900001', signal);
    await writeFile(
      join(place.root, 'seen'),
      JSON.stringify([written(mail.body).includes(`/pull/${pull!}`), state]),
    );
    return record.text.includes(`/pull/${pull!}`);
  },
};

async function begin(sandbox: World['sandbox']): Promise<Record<string, string>> {
  const issue = openIssue(sandbox);
  const { number } = await openPull(sandbox, issue);
  await sandbox.colleagues();
  return { issue: String(issue), pull: String(number), cveUrl: sandbox.cveUrl };
}

async function verdict({ sandbox, place }: Pick<World, 'sandbox' | 'place'>): Promise<Verdict> {
  const { summary, description } = sandbox.store.advisory(ghsaId)!;
  const seen = await readFile(join(place.root, 'seen'), 'utf8').catch(() => '');
  return {
    // It only reads: whatever arrived is one too many.
    duplicates: sandbox.recorder
      .writes()
      .filter(arrived)
      .map(({ method, path }) => `${method} ${path} was sent.`),
    lost: seen === '[true,"none"]' ? [] : [`The announcement is not whole: ${seen}`],
    leaks: await leaksOf({ sandbox, place }, { allowed: /^$/, canaries: [summary, description] }),
  };
}
