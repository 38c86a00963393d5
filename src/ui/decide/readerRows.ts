import { newReaders, type Progress, type Reader, type Readers } from '../../process/index.ts';
import { profileUrl } from '../../advisory/login.ts';
import { plain } from '../advisories/words.ts';
import { dayInFull } from './when.ts';

/** A part of the list: "Collaborators", and who is in it. */
export interface ReaderSection {
  readonly label: string;
  readonly rows: readonly { readonly login: string; readonly words: string }[];
}

/**
 * Everybody who can read an advisory, each once, beneath the first reason why; new ones are marked. `seen` is who could
 * when it was looked at last.
 */
export function readerSections(people: readonly Reader[], seen: Progress['seen']): ReaderSection[] {
  const fresh = new Set(seen ? newReaders(people, seen.readers) : []);
  const since = seen ? `new since ${dayInFull(new Date(seen.at))}` : '';
  const sections = new Map<string, { login: string; words: string }[]>();
  for (const reader of [...people].sort((a, b) => rank(a) - rank(b) || compare(first(a), first(b)))) {
    const label = sectionOf(first(reader));
    const words = [reader.why.join(', '), ...(fresh.has(reader) ? [since] : [])].join(' · ');
    sections.set(label, [...(sections.get(label) ?? []), { login: reader.login, words }]);
  }
  return [...sections].map(([label, rows]) => ({ label, rows }));
}

/** A heading, or somebody with the address of their page; null: what is no login has none. */
export type ReaderChoice =
  | { readonly label: string; readonly isHeading: true }
  | { readonly label: string; readonly description: string; readonly value: string | null };

/** Everybody as rows to choose from. `web` is GitHub's address. */
export function readerChoices(
  people: readonly Reader[],
  seen: Progress['seen'],
  web: string,
): ReaderChoice[] {
  return readerSections(people, seen).flatMap(({ label, rows }): ReaderChoice[] => [
    { label: plain(label), isHeading: true },
    ...rows.map(({ login, words }) => ({
      ...{ label: plain(login), description: plain(words), value: profileUrl(web, login) },
    })),
  ]);
}

/** What is to be known beside the names: who is mailed, who cannot read it any more, what could not be read. */
export function readerNotes(readers: Readers, gone: readonly string[]): string[] {
  const { unknown, everybody } = readers;
  return [
    ...(everybody ? ['It is published: everybody can read it.'] : []),
    mailedLine(readers),
    // Who is missing may be in a team that cannot be read.
    ...(gone.length === 0 || unknown.length > 0 ? [] : [`Not any more: ${gone.map(plain).join(', ')}`]),
    ...(unknown.length === 0 ? [] : [`Not readable: ${unknown.map(plain).join(', ')}`]),
  ];
}

/** The logins to be known from now on, in lower case. Where not all could be read, who was known stays known. */
export function nowSeen({ people, unknown }: Readers, seen: Progress['seen']): string[] {
  const now = people.map(({ login }) => login.toLowerCase());
  return unknown.length === 0 ? now : [...new Set([...now, ...(seen?.readers ?? [])])];
}

/** "Mailed by a comment: 9 people", with the teams whose members could not be read. */
export function mailedLine({ people, unknown }: Readers): string {
  const count = people.filter(({ mailed }) => mailed).length;
  // Admins are not mailed for being admins.
  const teams = unknown.filter(name => name.startsWith('team ')).map(name => `everybody in ${plain(name)}`);
  return `Mailed by a comment: ${[count === 1 ? '1 person' : `${count} people`, ...teams].join(', ')}`;
}

const first = ({ why }: Reader): string => why[0] ?? '';
const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

function rank(reader: Reader): number {
  const reason = first(reader);
  const at = ['reporter', 'author', 'collaborator', 'team', 'admin'].findIndex(word =>
    reason.startsWith(word),
  );
  return at < 0 ? Infinity : at;
}

/** "Reporter", "Collaborators", "Team psrt", "Admins" */
function sectionOf(why: string): string {
  const name = why.charAt(0).toUpperCase() + why.slice(1);
  return why === 'collaborator' || why === 'admin' ? `${name}s` : name;
}
