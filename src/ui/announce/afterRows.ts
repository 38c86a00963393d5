import type { Advisory } from '../../advisory/model.ts';
import type { Facts, Step } from '../../process/index.ts';
import { dated } from '../../process/words.ts';
import type { AfterRow, AnnounceState } from './protocol.ts';

/** What the CVE services said of the record; null: nobody asked. */
export type RecordState = 'published' | 'rejected' | 'none' | null;

/** The CVE record: the numbering authority's, once it is out. */
export function recordRow({ cveId }: Pick<Advisory, 'cveId'>, record: RecordState): AnnounceState['record'] {
  if (cveId === null) return { state: 'later', detail: 'needs the CVE ID', press: null, published: true };
  const press = 'Save…';
  switch (record) {
    case 'published':
      return { state: 'done', detail: 'published on cve.org', press, published: true };
    case 'rejected':
      return { state: 'open', detail: 'the CVE ID was rejected', press, published: false };
    case 'none':
      return { state: 'open', detail: 'not published yet', press, published: false };
    case null:
      return { state: 'open', detail: 'JSON 5.2 for the CNA', press, published: null };
  }
}

/** "3 of 6 merged, 2 need you"; before they were read "5 branches, labels set". */
export function backportsRow({ profile, publicFix }: Pick<Facts, 'profile' | 'publicFix'>): AfterRow {
  if (profile.backports === null) return { state: 'done', detail: 'one branch only', press: null };
  if (publicFix === null) return { state: 'later', detail: 'no public pull request yet', press: null };
  const { backportsAsked, missingLabels, backports } = publicFix;
  if (backports !== null) {
    const { merged, needed, needsYou } = backports;
    const needs = needsYou === 0 ? '' : `, ${needsYou} ${needsYou === 1 ? 'needs' : 'need'} you`;
    return {
      state: merged === needed ? 'done' : 'open',
      detail: `${merged} of ${needed} merged${needs}`,
      press: 'Show',
    };
  }
  if (backportsAsked === null) return { state: 'open', detail: 'not read yet', press: 'Show' };
  const { length } = backportsAsked;
  const branches = length === 0 ? 'no branches' : length === 1 ? '1 branch' : `${length} branches`;
  return { state: 'open', detail: `${branches}, ${labelWords(missingLabels ?? [])}`, press: 'Show' };
}

function labelWords(missing: readonly string[]): string {
  if (missing.length === 0) return 'labels set';
  return `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing`;
}

const ways: Readonly<Record<string, string>> = { tag: 'by the bot', ask: 'by an admin' };

/** The end, which waits for the e-mail. */
export function closeRow(
  step: Step | null,
  { progress, advisory, now }: Pick<Facts, 'progress' | 'advisory' | 'now'>,
): AfterRow {
  if (advisory.state === 'closed') return { state: 'done', detail: 'closed', press: null };
  const { state = 'later', detail = '', action = null, way = null } = step ?? {};
  if (state === 'waiting' || state === 'done') return { state, detail, press: null };
  if (progress.announcedAt === undefined)
    return { state: 'later', detail: 'when marked as sent', press: null };
  if (action !== 'close') return { state: 'later', detail, press: null };
  return {
    state: 'open',
    detail: ways[way ?? ''] ?? dated('sent', progress.announcedAt, now),
    press: 'Close…',
  };
}
