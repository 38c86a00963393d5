import type { Profile } from './profile.ts';
import { fillTemplate } from './templates.ts';

/** The texts of a port, with `{issue}` where the issue's number will stand. */
export interface ProposedTexts {
  readonly 'issue.title': string;
  readonly 'issue.body': string;
  readonly 'commit.branch': string;
  readonly 'commit.message': string;
  readonly 'commit.blurb': string;
  readonly 'pull.title': string;
  readonly 'pull.body': string;
}

/**
 * Proposals for a port. What the fix does comes from the private pull request's title or from the NEWS entry it
 * carried; the report's description is never a source. The coordinator reads and changes all of it before the line.
 */
export function proposeTexts(from: {
  readonly profile: Profile;
  /** The private pull request's title, when it carries no secret. */
  readonly pullTitle: string | null;
  readonly advisoryTitle: string;
  /** Body of a NEWS entry that came with the fix. */
  readonly blurbBody: string | null;
}): ProposedTexts {
  const { profile } = from;
  const what = subject(from.pullTitle ?? from.advisoryTitle);
  const blurb = from.blurbBody?.trim() || `${what}.`;
  const { news } = profile;
  const plain = news === null ? `${what}.` : news.plainWords(blurb);
  const fill = (template: string) => fillTemplate(template, { what, short: slug(what), blurb: plain });
  const { texts } = profile;
  return {
    'issue.title': fill(texts.issueTitle),
    'issue.body': fill(texts.issueBody),
    'commit.branch': fill(texts.branch),
    'commit.message': fill(texts.commitMessage),
    'commit.blurb': news === null ? '' : news.finish(blurb).trimEnd(),
    'pull.title': fill(texts.pullTitle),
    'pull.body': fill(texts.pullBody),
  };
}

/** A title as a subject: without a number before it or a full stop after it, starting with a capital. */
function subject(title: string): string {
  const bare = title
    .replace(/^\s*(?:\[[^\]]{1,20}\]\s*)?(?:gh|bpo)-\d+\s*:\s*/i, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\.+$/, '');
  return bare.charAt(0).toUpperCase() + bare.slice(1);
}

const small = new Set([
  'a',
  'an',
  'the',
  'in',
  'of',
  'on',
  'to',
  'for',
  'and',
  'or',
  'its',
  'before',
  'when',
  'with',
]);

/** A short branch name out of a subject: up to four telling words. */
function slug(text: string): string {
  const words = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .split(' ')
    .filter(word => word !== '' && !small.has(word));
  return words.slice(0, 4).join('-').slice(0, 40).replace(/-+$/, '') || 'fix';
}
