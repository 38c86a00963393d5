import { stripTags } from '../../src/advisory/title.ts';
import { shortId, type AdvisoryState } from '../../src/advisory/model.ts';
import { parseVector, scoreVector } from '../../src/cvss/index.ts';
import { dayOf, days } from '../../src/process/clock.ts';
import { dayName } from '../common/dates.ts';
import { h, icon, replace, type Child } from '../common/dom.ts';
import type { PageModel } from './model.ts';
import { shownText } from './preview/decorate.ts';
import { decimal, square } from './rating.ts';

const states: Readonly<Record<AdvisoryState, string>> = {
  triage: 'Triage',
  draft: 'Draft',
  published: 'Published',
  closed: 'Closed',
  withdrawn: 'Withdrawn',
};

/** Title and what the advisory is: the same above every tab. */
export class Header {
  readonly element: HTMLElement;
  readonly heading = h('h1', { tabindex: '-1' });
  readonly #meta = h('p', { class: 'meta' });

  constructor() {
    this.element = h('div', { class: 'titles' }, this.heading, this.#meta);
  }

  update(model: PageModel): void {
    const { facts, stored, ghsaId, repo, settings } = model.state;
    const title = settings.hideTitles
      ? `GHSA ${shortId(ghsaId)}`
      : (stored && stripTags(model.fields().title)) || ghsaId;
    // Whatever stands in a title turns nothing round but itself.
    replace(this.heading, title, () => [h('bdi', {}, ...shownText(title))]);
    const rating = ratingOf(model);
    replace(this.#meta, JSON.stringify([facts, repo, ghsaId, rating, stored === null]), () => [
      ...(facts ? [lockLine(facts.publishedAt)] : []),
      h('span', {}, repo),
      // Until the title is there, the id stands in its place.
      stored ? h('code', {}, ghsaId) : null,
      ...(facts ? this.#progress(facts, rating) : []),
    ]);
  }

  #progress(
    { state, createdAt }: { readonly state: AdvisoryState; readonly createdAt: string },
    rating: ReturnType<typeof ratingOf>,
  ): Child[] {
    const open = state === 'triage' || state === 'draft';
    return [
      h('span', {}, states[state]),
      open ? h('span', {}, `Day ${dayOf(createdAt, new Date())} of ${days}`) : null,
      rating
        ? h(
            'span',
            { class: 'rated' },
            square(rating.severity),
            `${rating.severity} ${decimal(rating.score)}`,
          )
        : h('span', {}, 'Not scored'),
    ];
  }
}

function lockLine(publishedAt: string | null): HTMLElement {
  return publishedAt === null
    ? h('span', {}, icon('lock'), 'Embargoed')
    : h('span', {}, icon('globe'), `Public since ${dayName(publishedAt)}`);
}

/** Of the vector that would be sent: while the one in the making has gaps, that is the one on GitHub. */
function ratingOf(model: PageModel) {
  const { vector } = model.fields();
  return parseVector(vector).ok ? scoreVector(vector) : null;
}
