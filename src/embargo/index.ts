export {
  declassify,
  publicString,
  PublicText,
  samePublicText,
  tidyText,
  type Declassified,
  type Overruled,
} from './publicText.ts';
export { scanDiff, type DiffLeak } from './diff.ts';
export { scanText, type LeakFinding } from './scan.ts';
export { fixesFor, type LeakFix } from './fixes.ts';
export { redact } from './redact.ts';
export type { Secrets, Stage } from './secrets.ts';
