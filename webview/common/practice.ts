import { h, icon } from './dom.ts';

/** Said on every page of the sandbox. Hidden until the host says where it is. */
export function practiceLine(): HTMLElement {
  return h('p', { class: 'practice', hidden: true }, icon('beaker'), 'Practice. Nothing here is real.');
}
