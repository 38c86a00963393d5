import type { Rating } from '../../src/cvss/index.ts';
import { h } from '../common/dom.ts';

/** A square in the colour of a rating; the word beside it says the same. */
export function square(rating: Rating): HTMLElement {
  return h('span', { class: `square ${rating.toLowerCase()}`, 'aria-hidden': 'true' });
}

/** `8.3`: always with its decimal. */
export const decimal = (score: number): string => score.toFixed(1);
