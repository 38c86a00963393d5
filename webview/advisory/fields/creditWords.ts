import type { CreditType } from '../../../src/advisory/model.ts';

/** The roles in the order in which they are offered. */
export const roles: readonly CreditType[] = [
  'reporter',
  'finder',
  'coordinator',
  'remediation_developer',
  'remediation_reviewer',
  'remediation_verifier',
  'analyst',
  'tool',
  'sponsor',
  'other',
];

/** `Remediation developer` */
export function roleWords(role: CreditType): string {
  const words = role.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
