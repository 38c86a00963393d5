import { tagsIn } from '../advisory/title.ts';
import type { Secrets } from './secrets.ts';
import type { Normal } from './normal.ts';

export type LeakRule =
  'advisory-id' | 'cve-id' | 'private-fork' | 'title-tag' | 'token' | 'email' | 'shared-words';

/** A place in a text that must not, or should not, become public. Offsets are UTF-16, into the original. */
export interface LeakPlace {
  readonly rule: LeakRule;
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

type Rule = (original: string, normal: Normal, secrets: Secrets) => LeakPlace[];

/** GHSA ids: three blocks of four of GitHub's alphabet, in any casing. */
const ghsa = /ghsa-[23456789cfghjmpqrvwx]{4}-[23456789cfghjmpqrvwx]{4}-[23456789cfghjmpqrvwx]{4}/g;

const advisoryId: Rule = (_, normal, { stage, ghsaId }) =>
  stage === 'announced'
    ? []
    : [...places(normal, ghsa), ...literal(normal, ghsaId)].map(place => ({
        ...place,
        rule: 'advisory-id',
        message: 'Names the advisory, which is under embargo.',
      }));

const cveId: Rule = (_, normal, { cveId: id, cvePublished, stage }) =>
  id === null || cvePublished || stage === 'announced'
    ? []
    : literal(normal, id).map(place => ({
        ...place,
        rule: 'cve-id',
        message: 'Names the CVE ID, whose record is not published.',
      }));

const privateFork: Rule = (_, normal, { forkFullName }) =>
  [
    ...places(normal, /[a-z0-9.-]{1,80}-ghsa-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}/g),
    ...(forkFullName === null ? [] : literal(normal, forkFullName.slice(forkFullName.indexOf('/') + 1))),
  ].map(place => ({ ...place, rule: 'private-fork', message: 'Names the private fork.' }));

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
  /\bgh[pousr]_[A-Za-z0-9]{16,255}/g,
  /\bgithub_pat_[A-Za-z0-9_]{20,255}/g,
  /\b(?:basic|bearer|token)\s+[A-Za-z0-9+/_.=-]{24,}/gi,
  /\bx-access-token:[^@\s]{1,255}/gi,
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----/g,
];

const token: Rule = original =>
  tokens.flatMap(pattern =>
    [...original.matchAll(pattern)].map(match => ({
      rule: 'token' as const,
      start: match.index,
      end: match.index + match[0].length,
      message: 'Looks like a token.',
    })),
  );

/** Bounded on both sides of the `@`, so that a hostile text cannot make it slow (RFC 5321 4.5.3.1). */
const address = /[a-z0-9.!#$%&'+/=?^{|}-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}/gi;

const email: Rule = (original, _, { allowedEmails }) =>
  [...original.matchAll(address)]
    .filter(([found]) => !allowedEmails.some(allowed => allowed.toLowerCase() === found.toLowerCase()))
    .map(match => ({
      rule: 'email',
      start: match.index,
      end: match.index + match[0].length,
      message: 'Makes a private e-mail address public.',
    }));

export const refusedRules: readonly Rule[] = [advisoryId, privateFork, cveId, titleTag, token, email];

/** The rules that make sense in a diff: tests may hold made-up addresses and brackets. */
export const diffRules: readonly Rule[] = [advisoryId, privateFork, cveId, token];

function literal(normal: Normal, needle: string): Pick<LeakPlace, 'start' | 'end'>[] {
  const wanted = needle.toLowerCase();
  const found: Pick<LeakPlace, 'start' | 'end'>[] = [];
  if (wanted === '') return found;
  for (let at = normal.text.indexOf(wanted); at >= 0; at = normal.text.indexOf(wanted, at + wanted.length)) {
    // CVE-2026-1234 is not in CVE-2026-12345.
    if (/[0-9a-z]/.test(normal.text[at + wanted.length] ?? '')) continue;
    found.push(span(normal, at, wanted.length));
  }
  return found;
}

function places(normal: Normal, pattern: RegExp): Pick<LeakPlace, 'start' | 'end'>[] {
  return [...normal.text.matchAll(pattern)].map(match => span(normal, match.index, match[0].length));
}

function span({ at }: Normal, index: number, length: number): Pick<LeakPlace, 'start' | 'end'> {
  return { start: at[index]!, end: at[index + length - 1]! + 1 };
}
