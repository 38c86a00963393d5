import type { BackportRules } from '../backports.ts';
import {
  backportLabel,
  backportMessage,
  backportTitle,
  branchOfLabel,
  plainTitle,
  readBackportBranch,
  readBackportTitle,
} from './backport.ts';

/**
 * A security fix goes to every living branch; the release manager merges into the security ones, and looks for the
 * second label (devguide, "Backporting"; facts of bedevere and miss-islington).
 */
export const backports: BackportRules = {
  branches: null,
  bots: true,
  label: backportLabel,
  branchOf: branchOfLabel,
  pullLabels: ['type-security', 'release-blocker'],
  title: backportTitle,
  readTitle: readBackportTitle,
  plainTitle,
  pullMark: pull => `(GH-${pull})`,
  message: backportMessage,
  readHead: readBackportBranch,
};
