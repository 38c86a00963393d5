export { readBackports } from './read.ts';
export type { BackportsOf } from './types.ts';
