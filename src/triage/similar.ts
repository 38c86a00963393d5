import MiniSearch, { type SearchResult } from 'minisearch';
import { documentOf, type Document } from './document.ts';
import { sharedFunctions } from './functions.ts';
import { inSlices, nextTurn } from './slices.ts';
import { termsOf } from './terms.ts';

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
  /** 0 to 100: how much of what is telling in the report is there, too. */
  readonly percent: number;
  /** "same function parse_header; also buffer, length" */
  readonly why: string;
}

export interface Reported {
  readonly title: string;
  readonly description: string;
  readonly functions: readonly string[];
}

/** What says most counts most. */
const boost = { title: 2, text: 1 };
/** So many words of a report are asked for, the most telling first. */
const mostTerms = 60;
/** Below that the likeness is one of words, not of bugs. */
const leastPercent = 10;
/** A bug in the same function is half way to being the same bug. */
const sameFunction = 0.5;
/** The report itself, among the documents: what it scores is 100 %. */
const own = -1;

/**
 * The candidates that are most like the report, the likest first. All of it happens on this machine, in slices: `pause`
 * lets others have their turn in between.
 */
export async function similar(
  report: Reported,
  candidates: readonly Candidate[],
  limit = 5,
  pause = nextTurn,
): Promise<Similar[]> {
  const about = documentOf({ ...report, text: report.description });
  const terms = telling(about);
  if (terms.size === 0) return [];
  const each = inSlices(pause);
  const index = indexOf(terms);
  const documents: Document[] = [];
  index.add({ at: own, title: about.title, text: about.text });
  await each(candidates, (candidate, at) => {
    const document = documentOf(candidate);
    documents.push(document);
    index.add({ at, title: document.title, text: document.text });
  });
  const found = search(index, [...terms.keys()]);
  const most = found.find(({ id }) => id === own)?.score ?? 0;
  const rarity = rarityOf(found);
  const ranked: Similar[] = [];
  await each(found, ({ id, score, match }) => {
    if (id === own) return;
    const same = sharedFunctions(about, documents[id as number]!);
    // A score is the sum over the shared words times their number (MiniSearch 7): squared, so to say.
    const alike = Math.sqrt(Math.min(1, score / most));
    const apart = (1 - alike) * (same.length > 0 ? 1 - sameFunction : 1);
    const percent = Math.round(100 * (1 - apart));
    if (percent < leastPercent) return;
    const candidate = candidates[id as number]!;
    ranked.push({ candidate, percent, why: why(same, Object.keys(match).sort(rarity), terms) });
  });
  return ranked
    .sort((a, b) => b.percent - a.percent || order(a.candidate.id, b.candidate.id))
    .slice(0, limit);
}

/** The words of a report, as they are compared and as they stand there; the title's and the functions' first. */
function telling({ title, functions, text }: Document): Map<string, string> {
  const often = new Map<string, number>();
  const body = termsOf(text);
  for (const { key } of body) often.set(key, (often.get(key) ?? 0) + 1);
  body.sort((a, b) => often.get(b.key)! - often.get(a.key)!);
  const terms = new Map<string, string>();
  for (const { key, shown } of [...termsOf(`${title}\n${functions.join('\n')}`), ...body]) {
    if (terms.size === mostTerms) break;
    if (!terms.has(key)) terms.set(key, shown);
  }
  return terms;
}

interface Indexed {
  readonly at: number;
  readonly title: string;
  readonly text: string;
}

/** Only what will be asked for is kept; every word counts for the length of a text. */
function indexOf(terms: ReadonlyMap<string, string>): MiniSearch<Indexed> {
  return new MiniSearch<Indexed>({
    fields: Object.keys(boost),
    idField: 'at',
    tokenize: text => termsOf(text).map(({ key }) => key),
    processTerm: key => (terms.has(key) ? key : null),
  });
}

function search(index: MiniSearch<Indexed>, keys: readonly string[]): SearchResult[] {
  return index.search(keys.join(' '), {
    boost,
    tokenize: words => words.split(' '),
    // The length of a report says little of what it is about.
    bm25: { k: 1.2, b: 0.2, d: 0.5 },
  });
}

/** Orders words: what few of the documents have comes first. */
function rarityOf(found: readonly SearchResult[]): (a: string, b: string) => number {
  const documents = new Map<string, number>();
  for (const { match } of found)
    for (const key of Object.keys(match)) documents.set(key, (documents.get(key) ?? 0) + 1);
  return (a, b) => documents.get(a)! - documents.get(b)! || order(a, b);
}

/** "same function parse_header; also buffer, length"; "both say chunk, length". */
function why(same: readonly string[], shared: readonly string[], terms: ReadonlyMap<string, string>): string {
  const named = new Set(termsOf(same.join(' ')).map(({ key }) => key));
  const words = shared.filter(key => !named.has(key)).map(key => terms.get(key)!);
  const some = words.slice(0, same.length > 0 ? 3 : 5).join(', ');
  if (same.length === 0) return `both say ${some}`;
  const functions = `same ${same.length === 1 ? 'function' : 'functions'} ${same.slice(0, 3).join(', ')}`;
  return some === '' ? functions : `${functions}; also ${some}`;
}

/** The same on every machine. */
function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
