export { readBackports } from './read.ts';
export { Round } from './round.ts';
export type { BackportsOf } from './types.ts';
