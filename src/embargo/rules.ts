import { tagsIn } from '../advisory/title.ts';
import { placeOf, without } from './decode.ts';
import { email } from './email.ts';
import { normalise, others, type Normal } from './normal.ts';
import type { LeakPlace, Rule } from './place.ts';

/** What may stand between the parts of an id: nothing (`ghsa_7q4m_…`, whose `_` is dropped), or a mark or two. */
const gap = '[^a-z0-9]{0,2}';
const block = '[23456789cfghjmpqrvwx]{4}';
/** GHSA ids: three blocks of four of GitHub's alphabet, in any casing. */
const ghsa = new RegExp(`ghsa(?:${gap}${block}){3}`, 'g');

const advisoryId: Rule = (_, { ids }, { stage, ghsaId }) =>
  stage === 'announced'
    ? []
    : ids
        .flatMap(normal => [
          ...places(normal, ghsa),
          // Its three blocks name it as well as the whole: links of GitHub's pages and file names carry them.
          ...literal(normal, ghsaId.replace(/^ghsa-/i, '')),
          ...literal(normal, ghsaId),
          // Twelve letters that nobody writes by chance: whatever stands between them.
          ...places(normal, spread(ghsaId.replace(/^ghsa-/i, ''))),
        ])
        .map(place => ({
          ...place,
          rule: 'advisory-id',
          message: 'Names the advisory, which is under embargo.',
        }));

const cveId: Rule = (_, { ids }, { cveId: id, cvePublished, stage }) =>
  id === null || cvePublished || stage === 'announced'
    ? []
    : ids
        .flatMap(normal => [...places(normal, loosely(id)), ...unlettered(normal, id)])
        .map(place => ({
          ...place,
          rule: 'cve-id',
          message: 'Names the CVE ID, whose record is not published.',
        }));

/** Any CVE id, in the dress that `loosely` finds. */
const anyCve = /cve[^a-z0-9]{0,8}(?:19|20)[0-9]{2}[^a-z0-9]{0,8}[0-9]{4,19}/g;

/** One may be reserved, and known to those who discuss, before it is written into the advisory. */
const unrecordedCveId: Rule = (_, { ids }, { cveId: id, cvePublished, stage }) =>
  id !== null || cvePublished || stage === 'announced'
    ? []
    : ids
        .flatMap(normal => places(normal, anyCve))
        .map(place => ({
          ...place,
          rule: 'unrecorded-cve-id',
          message:
            'Names a CVE ID while the advisory has none on record: keep it only if it is an older, public one.',
        }));

const privateFork: Rule = (_, { ids }, { forkFullName }) =>
  ids
    .flatMap(normal => [
      ...places(normal, /[a-z0-9][a-z0-9.-]{0,79}-ghsa-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}/g),
      ...(forkFullName === null ? [] : literal(normal, forkFullName.slice(forkFullName.indexOf('/') + 1))),
    ])
    .map(place => ({ ...place, rule: 'private-fork', message: 'Names the private fork.' }));

const titleTag: Rule = (original, _, { stage }) =>
  stage === 'announced'
    ? []
    : tagsIn(original).map(({ start, end, tag }) => ({
        rule: 'title-tag',
        start,
        end,
        message: `Carries the tag [${tag.toUpperCase()}].`,
      }));

const tokens = [
  /(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9]{16,255}/g,
  /(?<![A-Za-z0-9])github_pat_[A-Za-z0-9_]{20,255}/g,
  /\bbearer\s{1,8}[A-Za-z0-9+/_.=-]{24,}/gi,
  // Without a digit it is a name ("the token xml.etree.ElementTree.iterparse").
  /\b(?:basic|token)\s{1,8}(?=[A-Za-z+/_.=-]{0,255}[0-9])[A-Za-z0-9+/_.=-]{24,}/gi,
  /\bx-access-token:[^@\s]{1,255}/gi,
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----/g,
];

/** What is wrapped, or in other casing, has to look more like one: 36 letters and digits (GitHub, "Token formats"). */
const wrapped = /(?<![a-z0-9])gh[pousr]_(?=[a-z]{0,35}[0-9])[a-z0-9]{36}/gi;

const token: Rule = (_, { written, words }) =>
  [
    ...[written, ...others(written, words)].flatMap(reading =>
      tokens.flatMap(pattern => places(reading, pattern)),
    ),
    ...words.flatMap(reading => places(without(reading, /[\r\n]+/g), wrapped)),
  ].map(place => ({ ...place, rule: 'token', message: 'Looks like a token.' }));

export const refusedRules: readonly Rule[] = [
  advisoryId,
  privateFork,
  cveId,
  unrecordedCveId,
  titleTag,
  token,
  email,
];

/** What holds a diff back. */
export const diffRules: readonly Rule[] = [advisoryId, privateFork, cveId, token];
/** What a diff may well hold (tests have made-up addresses, comments older CVE ids), but should be looked at. */
export const diffWarnings: readonly Rule[] = [email, unrecordedCveId];

/** An id with its parts as people write them: `CVE 2026-90041`, `cve_2026_90041`. Not as part of a longer number. */
function loosely(id: string): RegExp {
  const parts = id.toLowerCase().match(/[a-z]+|[0-9]+/g) ?? [];
  return new RegExp(`${parts.join('[^a-z0-9]{0,8}')}(?![0-9])`, 'g');
}

/**
 * The year and number of a CVE id without its letters, as a page shows `` :cve:`2026-90041` ``. Something stands between
 * them, be it unseen: `20261105` is a date.
 */
function unlettered(normal: Normal, id: string): Pick<LeakPlace, 'start' | 'end'>[] {
  const [, year, number] = /^cve-([0-9]{4})-([0-9]{4,})$/i.exec(id) ?? [];
  if (year === undefined) return [];
  const pattern = new RegExp(`(?<![0-9])${year}[^a-z0-9]{0,8}${number}(?![0-9])`, 'g');
  return [...normal.text.matchAll(pattern)]
    .filter(
      ({ index }) => normal.at[index + 4]! > normal.to[index + 3]! || !/[0-9]/.test(normal.text[index + 4]!),
    )
    .map(match => placeOf(normal, match.index, match[0].length));
}

/** The letters of an id with anything between them that is no letter. */
function spread(id: string): RegExp {
  return new RegExp([...id.toLowerCase().replace(/[^a-z0-9]/g, '')].join('[^a-z0-9]{0,40}'), 'g');
}

function literal(normal: Normal, needle: string): Pick<LeakPlace, 'start' | 'end'>[] {
  // The needle loses what the text lost (a fork's name may hold `_`).
  const wanted = normalise(needle).text;
  const found: Pick<LeakPlace, 'start' | 'end'>[] = [];
  if (wanted === '') return found;
  for (let at = normal.text.indexOf(wanted); at >= 0; at = normal.text.indexOf(wanted, at + wanted.length)) {
    // CVE-2026-1234 is not in CVE-2026-12345.
    if (/[0-9a-z]/.test(normal.text[at + wanted.length] ?? '')) continue;
    found.push(placeOf(normal, at, wanted.length));
  }
  return found;
}

function places(normal: Normal, pattern: RegExp): Pick<LeakPlace, 'start' | 'end'>[] {
  return [...normal.text.matchAll(pattern)]
    .filter(([found]) => found !== '')
    .map(match => placeOf(normal, match.index, match[0].length));
}
