import type { SectionView, ToldView } from '../../src/ui/backports/protocol.ts';
import { h, icon, link } from '../common/dom.ts';

/** What was done, or why it was not. */
export function toldLine({ words, ok }: ToldView): HTMLElement {
  const glyph = ok ? icon('check', 'ok') : icon('error', 'error');
  const spoken = ok ? null : h('span', { class: 'sr' }, 'Error: ');
  return h('div', { class: 'line told' }, glyph, h('span', { class: 'sentence' }, spoken, words));
}

/** A warning that somebody here said is right so: it can be warned of again. */
export function acceptedLine(
  { text, reason }: SectionView['accepted'][number],
  again: () => void,
): HTMLElement {
  return h(
    'div',
    { class: 'line accepted' },
    icon('circle-slash', 'dim'),
    h('span', { class: 'sentence' }, `${text} Right so: ${reason}.`),
    link('Take back', again, { 'aria-label': `Take back: ${text}` }),
  );
}
