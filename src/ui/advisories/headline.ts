import { isCoordinator } from '../../advisory/assignment.ts';
import type { Advisory } from '../../advisory/model.ts';
import type { Assessment } from '../../process/index.ts';
import { filterWords, fits, shownMoves, showWords, type Filter, type Show } from './filter.ts';
import { dueCount } from './groups.ts';
import type { ModelState, Stale } from './states.ts';
import { plain } from './words.ts';

/** What the head of the view is made from. */
export interface Heading {
  readonly state: ModelState;
  readonly filter: Filter;
  readonly advisories: readonly Advisory[];
  readonly assessment: (advisory: Advisory) => Assessment;
  /** "Loading python/cpython, page 3…" once that takes long; empty before. */
  readonly loading: string;
  /** Commands that run git are off in this window. */
  readonly limited: boolean;
  /** The account, where VS Code knows several; else null. */
  readonly account: string | null;
  readonly sandbox: boolean;
  readonly now: Date;
}

/** "mine · octo-coordinator". VS Code draws it only while the container has several views: see `filterSentence`. */
export function descriptionOf({ state, filter, account, sandbox }: Heading): string {
  if (state.kind !== 'loaded') return sandbox ? 'sandbox' : '';
  return [filterWords(filter), ...(account === null ? [] : [account]), ...(sandbox ? ['sandbox'] : [])].join(
    ' · ',
  );
}

/**
 * The message above the rows; empty for none. What is wrong comes before what is only good to know, and none hides
 * another.
 */
export function messageOf(heading: Heading): string {
  const { state, loading, limited } = heading;
  if (state.kind !== 'loaded') return loading;
  return [
    loading,
    state.stale === null ? '' : staleWords(state.stale),
    filterSentence(heading),
    state.settled ? nothingWords(heading, state.login) : '',
    limited ? 'Commands that run git are off here. Reading and writing advisories works.' : '',
  ]
    .filter(words => words !== '')
    .join(' ');
}

function staleWords({ since, failure }: Stale): string {
  return failure.kind === 'offline'
    ? `Offline since ${since.toTimeString().slice(0, 5)}. Showing what was loaded then.`
    : `${failure.message} Showing what was loaded before.`;
}

/** "Finished, python/cpython. Search: pepper. 1 of 12 shown."; empty for the list as it is at first. */
function filterSentence({ filter, advisories, assessment }: Heading): string {
  const { show, repo } = filter;
  const names = [...(show === 'mine' ? [] : [showWords[show][0]]), ...(repo === null ? [] : [repo])];
  const where = names.length === 0 ? '' : `${show === 'mine' ? 'Only ' : ''}${names.join(', ')}.`;
  const search = plain(filter.search).trim();
  if (search === '') return where;
  const listed = advisories.filter(
    advisory =>
      fits(advisory, { ...filter, search: '' }) && shownMoves[show].includes(assessment(advisory).move),
  );
  const shown = listed.filter(advisory => fits(advisory, filter)).length;
  // Where nothing is shown another sentence says so.
  const found = shown === 0 ? '' : ` ${shown} of ${listed.length} shown.`;
  return `${where === '' ? '' : `${where} `}Search: ${search}.${found}`;
}

/** Why there are few rows, or none, although there are advisories. */
function nothingWords({ filter, advisories, assessment }: Heading, login: string): string {
  const fitting = advisories.filter(advisory => fits(advisory, filter));
  const moves = fitting.map(advisory => assessment(advisory).move);
  const shown = moves.some(move => shownMoves[filter.show].includes(move));
  if (filter.search.trim() !== '' || filter.repo !== null) {
    if (shown) return '';
    const others = fitting.length === 1 ? '1 other does' : `${fitting.length} others do`;
    return fitting.length === 0
      ? 'Nothing fits.'
      : `Nothing here fits, but ${others}. Choose All in the filter.`;
  }
  if (filter.show === 'mine' && moves.some(move => move !== 'finished')) {
    const mine = advisories.some(advisory => isCoordinator(advisory, login));
    return mine ? '' : 'No advisory names you as coordinator.';
  }
  return shown ? '' : (emptyWords[filter.show] ?? '');
}

/** Without any open advisory the empty view has words of its own (`viewsWelcome`). */
const emptyWords: Readonly<Partial<Record<Show, string>>> = {
  unassigned: 'Every open advisory has a coordinator.',
  finished: 'Nothing is finished yet.',
};

export interface Badge {
  readonly value: number;
  readonly tooltip: string;
}

/** How many need us, and those words; undefined for none. */
export function badgeOf(heading: Pick<Heading, 'advisories' | 'assessment' | 'now'>): Badge | undefined {
  const value = dueCount(heading);
  if (value === 0) return undefined;
  return { value, tooltip: value === 1 ? '1 advisory needs you' : `${value} advisories need you` };
}
