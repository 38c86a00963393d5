import type * as self from './brain.ts';

/**
 * What the tree thinks with: the process, what is read and how, and every word of a row. In the bundle that is loaded
 * later, so that activation evaluates none of it: before the view is seen there is nothing to think about.
 */
export { Drawing } from './drawing.ts';
export { badgeOf, descriptionOf, messageOf } from './headline.ts';
export { Knowledge } from './knowledge.ts';

export type Brain = typeof self;
