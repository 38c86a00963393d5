import { goneReaders } from '../../process/index.ts';
import { settings } from '../common/settings.ts';
import { choose, during, heading, openOutside } from './ask.ts';
import type { Case } from './case.ts';
import { mailedLine, nowSeen, readerNotes, readerChoices } from './readerRows.ts';

/** Everybody who can read it, why, and since when. Looking at it is what makes the new ones known. */
export async function whoCanSee(at: Case): Promise<void> {
  const { model } = at.parts;
  const readers = await during(`Reading who can see ${at.id}…`, signal =>
    model.readReaders(at.advisory, signal),
  );
  const { people } = readers;
  const { seen } = at.facts.progress;
  const rows = readerChoices(people, seen, settings.gitUrl()).map(row =>
    'isHeading' in row ? heading(row.label) : row,
  );
  const notes = readerNotes(readers, goneReaders(people, seen?.readers ?? []));
  await at.remember({ seen: { readers: nowSeen(readers, seen), at: new Date().toISOString() } });
  const page = await choose<string | null>(
    at.title,
    people.length === 1 ? '1 person can see this' : `${people.length} people can see this`,
    [...rows, heading('All in all'), ...notes.map(label => ({ label, value: null }))],
  );
  if (page !== null) await openOutside(page);
}

/** Whom a comment will be mailed to, as far as that can be read. */
export async function mailedWords(at: Case): Promise<string> {
  const { model, commands } = at.parts;
  const readers = await model.readReaders(at.advisory).catch((error: unknown) => {
    // The comment is the matter here; who reads it is said as far as it is known.
    commands.log(error);
    return model.state.kind === 'loaded' ? model.readersOf(at.advisory) : null;
  });
  return readers ? mailedLine(readers) : 'Mailed by a comment: not known';
}
