import { requestCve as job, isShortId } from '../../jobs/publish/index.ts';
import { copyFor, type } from '../decide/ask.ts';
import type { Case } from '../decide/case.ts';
import { tell } from '../decide/tell.ts';

/** Shows what everybody would read. Nothing is sent before its id was typed there. */
export async function publish(at: Case): Promise<void> {
  if (await anAdmin(at, 'publish')) at.parts.publishing.show(at);
}

/** Asks GitHub for the id of the advisory's CVE, once its short id was typed. */
export async function requestCve(at: Case): Promise<void> {
  if (!(await anAdmin(at, 'request a CVE ID for'))) return;
  const { cveAskedAt } = at.facts.progress;
  const before =
    cveAskedAt === undefined
      ? "GitHub's people read the advisory and decide."
      : `GitHub was asked on ${cveAskedAt.slice(0, 10)} already, and sets the id when it has decided.`;
  const typed = await type(
    at.title,
    `${before} Type ${at.id} to ask them${cveAskedAt === undefined ? '' : ' again'}.`,
    { placeHolder: at.id, problem: text => (isShortId(text, at.advisory) ? null : `Type ${at.id}.`) },
  );
  if (typed === null) return;
  const outcome = await at.act(
    'Requesting a CVE ID for',
    async (parts, seen) =>
      job({ ...parts, github: await at.parts.github() }, seen, typed, {
        asking: () => at.remember({ cveAskedAt: new Date().toISOString() }),
        refused: () => at.remember({ cveAskedAt }),
      }),
    { adminOnly: true },
  );
  tell(at, outcome, {
    done: 'GitHub was asked for a CVE ID for {id}, and sets it there.',
    there: '{id} has a CVE ID already.',
    request: wish(at, 'request a CVE ID for'),
    press: { 'Ask Again': () => requestCve(at) },
  });
}

/** Only admins may; others are helped to ask one. */
async function anAdmin(at: Case, what: string): Promise<boolean> {
  if (at.facts.role === 'admin') return true;
  await copyFor(wish(at, what), `Only admins may ${what} ${at.id}. A request to one is on the clipboard.`);
  return false;
}

/** Ids only: nobody knows where it is sent to. */
function wish({ advisory }: Case, what: string): string {
  return `Could you please ${what} ${advisory.ghsaId}? Only admins may.\n${advisory.htmlUrl}`;
}
