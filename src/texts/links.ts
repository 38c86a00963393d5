import { cveIdOrNone, oneLine, urlOrNone } from './plain.ts';
import { shownLines } from './shownLines.ts';

/** Where a backport is, or why there is none. */
export type BackportLink =
  | { readonly branch: string; readonly pull: number }
  /** An empty reason: none was given. */
  | { readonly branch: string; readonly notNeeded: string };

/** Everything that belongs to the fix of one advisory and stands elsewhere. */
export interface AdvisoryLinks {
  readonly issue: number | null;
  readonly pull: number | null;
  /** Of each branch one, newest first. */
  readonly backports: readonly BackportLink[];
  /** Address in the list's archive. */
  readonly announcement: string | null;
  readonly cveId: string | null;
}

/** The public repository whose issues and pull requests they are. */
export interface LinksPlace {
  /** `https://github.com` */
  readonly site: string;
  /** `owner/name` */
  readonly repo: string;
}

export const noLinks: AdvisoryLinks = {
  issue: null,
  pull: null,
  backports: [],
  announcement: null,
  cveId: null,
};

const heading = 'Links of this advisory';

/** The links as a comment for the advisory. People read it, and `readLinks` does; what is not known has no line. */
export function writeLinks(links: AdvisoryLinks, { site, repo }: LinksPlace): string {
  const address = (kind: 'issues' | 'pull', number: number) => `${site}/${repo}/${kind}/${String(number)}`;
  const announcement = urlOrNone(links.announcement);
  const cveId = cveIdOrNone(links.cveId ?? '');
  const lines = [
    links.issue !== null && `Public issue: ${address('issues', links.issue)}`,
    links.pull !== null && `Public pull request: ${address('pull', links.pull)}`,
    ...oneOfEach(links.backports).map(backport => {
      const value =
        'pull' in backport ? address('pull', backport.pull) : `not needed: ${oneLine(backport.notNeeded)}`;
      return `Backport to ${backport.branch}: ${value.replace(/: $/, '')}`;
    }),
    announcement !== '' && `Announcement: ${announcement}`,
    cveId !== '' && `CVE record: https://www.cve.org/CVERecord?id=${cveId}`,
  ].filter(line => line !== false);
  return `### ${heading}\n\n${lines.map(line => `- ${line}\n`).join('')}`;
}

/**
 * The links that a comment lists under our heading, also where somebody edited the list by hand; null: it has no such
 * list. Quotes, code and what is hidden are not read, and neither are addresses of another repository.
 */
export function readLinks(comment: string, place: LinksPlace): AdvisoryLinks | null {
  const section = sectionOf(comment);
  if (section === null) return null;
  const items = section.map(itemOf).filter(item => item !== null);
  const first = <T>(name: string, read: (value: string) => T | null) => {
    for (const item of items) {
      const found = item.name === name ? read(item.value) : null;
      if (found !== null) return found;
    }
    return null;
  };
  const number = (value: string) => numberIn(value, place);
  const backports = items.flatMap(({ name, branch, value }): BackportLink[] => {
    if (name !== 'backport to') return [];
    const reason = /^not needed(?:[:,.\s(]\s*(.*))?$/i.exec(value);
    if (reason) return [{ branch, notNeeded: reason[1] ?? '' }];
    const pull = number(value);
    return pull === null ? [] : [{ branch, pull }];
  });
  return {
    issue: first('public issue', number),
    pull: first('public pull request', number),
    backports: oneOfEach(backports),
    announcement: first('announcement', value => urlOrNone(bare(value)) || null),
    cveId: first('cve record', value => /\bCVE-\d{4}-\d{4,19}\b/.exec(value)?.[0] ?? null),
  };
}

/** Lines under the heading, to the next heading. */
function sectionOf(comment: string): string[] | null {
  const lines = shownLines(comment);
  const start = lines.findIndex(line => /^#{1,6}\s+links of this advisory\W*$/i.test(line));
  if (start < 0) return null;
  const rest = lines.slice(start + 1);
  const end = rest.findIndex(line => /^#{1,6}\s/.test(line));
  return end < 0 ? rest : rest.slice(0, end);
}

/** `- **Backport to 3.12**: value` */
function itemOf(line: string): { name: string; branch: string; value: string } | null {
  const [, label = '', value = ''] = /^\s{0,3}(?:[-*+]\s+)?([^:>\s][^:>]{0,99}):(.*)$/.exec(line) ?? [];
  const plain = label.replace(/[*`]/g, '').trim();
  const [, name = plain, branch = ''] = /^(backport to)\s+(\S+)$/i.exec(plain) ?? [];
  if (plain === '') return null;
  return { name: name.toLowerCase(), branch, value: oneLine(value.replace(/^\*+/, '')) };
}

/** The number of an address of this repository, or one as people write them. */
function numberIn(value: string, { site, repo }: LinksPlace): number | null {
  const text = bare(value);
  const [, short] = /^(?:gh-|#)?([1-9]\d{0,9})$/i.exec(text) ?? [];
  if (short !== undefined) return Number(short);
  const start = `${site}/${repo}/`.toLowerCase();
  if (!text.toLowerCase().startsWith(start)) return null;
  const [, number] = /^(?:issues|pull)\/([1-9]\d{0,9})(?:[/?#].*)?$/i.exec(text.slice(start.length)) ?? [];
  return number === undefined ? null : Number(number);
}

/** The address of a Markdown link, or the first word, without what people put around it. */
function bare(value: string): string {
  const target = /^\[[^\]]*\]\((\S+)\)/.exec(value)?.[1];
  return (target ?? value.split(/\s/)[0] ?? '').replace(/^[<*`]+|[>*`,.;]+$/g, '');
}

/** A name that git takes for a branch and that ends nowhere else in the line. */
function oneOfEach(backports: readonly BackportLink[]): BackportLink[] {
  const seen = new Set<string>();
  return backports.filter(({ branch }) => {
    if (seen.has(branch) || !/^[^\s:*`>]{1,80}$/.test(branch)) return false;
    seen.add(branch);
    return true;
  });
}
