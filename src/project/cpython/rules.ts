import type { BackportRules } from '../backports.ts';

const asks = 'needs backport to ';

/**
 * A security fix goes to every living branch; the release manager merges into the security ones, and looks for the
 * second label (devguide, "Backporting"; facts of bedevere and miss-islington).
 */
export const backports: BackportRules = {
  label: branch => `${asks}${branch}`,
  branchOf: label => (label.startsWith(asks) ? label.slice(asks.length).trim() || null : null),
  pullLabels: ['type-security', 'release-blocker'],
  title: (branch, title, pull) => `[${branch}] ${title} (GH-${pull})`,
};
