export { type GuardOf } from './forms.ts';
export { setGuard } from './set.ts';
export { checkGuard, type GuardedRemote, type GuardReport } from './check.ts';
