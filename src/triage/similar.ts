import MiniSearch from 'minisearch';

/** An earlier advisory or a public issue that may be the same. */
export interface Candidate {
  readonly id: string;
  readonly kind: 'advisory' | 'issue';
  /** `GHSA 93rp`, `gh-210502` */
  readonly label: string;
  readonly title: string;
  readonly text: string;
  readonly functions: readonly string[];
  readonly state: string;
}

export interface Similar {
  readonly candidate: Candidate;
  /** 0 to 100. */
  readonly percent: number;
  /** "same function parse_header; also buffer, length" */
  readonly why: string;
}

export interface Reported {
  readonly title: string;
  readonly description: string;
  readonly functions: readonly string[];
}

/** The candidates that are most like the report, the likest first. All of it happens on this machine. */
export function similar(report: Reported, candidates: readonly Candidate[], limit = 5): Similar[] {
  const index = new MiniSearch({ fields: ['title', 'text', 'functions'], idField: 'at' });
  const own = { title: report.title, text: report.description, functions: report.functions.join(' ') };
  index.add({ at: -1, ...own });
  candidates.forEach(({ title, text, functions }, at) =>
    index.add({ at, title, text, functions: functions.join(' ') }),
  );
  const found = index.search(`${own.title} ${own.text} ${own.functions}`);
  const most = found.find(({ id }) => id === -1)?.score ?? 0;
  if (most === 0) return [];
  return found
    .filter(({ id }) => id !== -1)
    .slice(0, limit)
    .map(({ id, score, queryTerms }) => ({
      candidate: candidates[id as number]!,
      percent: Math.min(100, Math.round((100 * score) / most)),
      why: queryTerms.slice(0, 5).join(', '),
    }));
}
