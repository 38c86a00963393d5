export * from './types.ts';
export { assess } from './assess.ts';
export * from './backports/index.ts';
export {
  botDue,
  dayOf,
  days,
  dueDate,
  idleDays,
  idleLimit,
  isIdle,
  urgency,
  warnFrom,
  type Urgency,
} from './clock.ts';
export { isForkAwaited, mayStartFork } from './forkState.ts';
export { againstInPublic } from './inPublic.ts';
export { mistakesOf } from './mistakes.ts';
export { goneReaders, newReaders, readersOf, type Reader, type Readers } from './readers.ts';
export { signingOf, signingTasks, type Signing, type SigningTask } from './signing.ts';
export { roleMay, roleOf } from './roles.ts';
export { reporterOf } from './steps/credit.ts';
export { changeOfTag, requested, tagFor, type Asked, type ClosingReason, type Tag } from './tags.ts';
export { wayOf, type Restricted, type StateChange } from './ways.ts';
