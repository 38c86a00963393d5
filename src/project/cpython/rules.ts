import type { BackportRules } from '../backports.ts';
import { backportLabel, backportTitle, branchOfLabel } from './backport.ts';

/**
 * A security fix goes to every living branch; the release manager merges into the security ones, and looks for the
 * second label (devguide, "Backporting"; facts of bedevere and miss-islington).
 */
export const backports: BackportRules = {
  branches: null,
  label: backportLabel,
  branchOf: branchOfLabel,
  pullLabels: ['type-security', 'release-blocker'],
  title: backportTitle,
};
