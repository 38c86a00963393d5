import { cveProblem, setCveId as job } from '../../jobs/decide/index.ts';
import { cveRequest, mailto } from '../../texts/index.ts';
import { choose, openOutside, type } from './ask.ts';
import type { Case } from './case.ts';
import { tell } from './tell.ts';

/** Asks for the id; where no bot reserves one, a letter to the numbering authority can be opened instead. */
export async function setCveId(at: Case): Promise<void> {
  const { profile, model } = { profile: at.profile, model: at.parts.model };
  const { cveContact, bot } = profile;
  if (cveContact !== null && !bot?.reservesCve && at.advisory.cveId === null) {
    const answer = await choose<'type' | 'write'>(at.title, 'CVE ID', [
      { label: 'Type the CVE ID…', value: 'type' },
      {
        label: `Write to ${cveContact}`,
        detail: 'Opens your mail program with a request. No word of the report is in it.',
        value: 'write',
      },
    ]);
    if (answer === null) return;
    if (answer === 'write') {
      await openOutside(mailto(cveRequest(at.advisory, cveContact)));
      return at.remember({ cveAskedAt: new Date().toISOString() });
    }
  }
  const id = await type(at.title, 'CVE ID', {
    placeHolder: 'CVE-2026-12345',
    value: at.advisory.cveId ?? '',
    problem: text => cveProblem(text, at.advisory, model.advisories),
  });
  if (id === null) return;
  const outcome = await at.act('Setting the CVE ID of', (parts, seen) =>
    job(parts, seen, id.trim(), model.advisories),
  );
  tell(at, outcome, {
    done: `{id} is ${id.trim().toUpperCase()} now.`,
    there: '{id} has this CVE ID already.',
    undone: { done: 'The CVE ID of {id} is as it was.', there: 'The CVE ID of {id} is as it was.' },
    press: { 'Ask Again': () => setCveId(at) },
  });
}
