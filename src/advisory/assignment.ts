import type { Advisory } from './model.ts';

/** Who coordinates: the credits of type coordinator, which is how the PSRT assigns advisories (PEP 811). */
export function coordinators(advisory: Pick<Advisory, 'credits'>): string[] {
  return advisory.credits.filter(({ type }) => type === 'coordinator').map(({ login }) => login);
}

/** Is this one assigned to `login`? */
export function isCoordinator(advisory: Pick<Advisory, 'credits'>, login: string): boolean {
  return coordinators(advisory).some(name => sameLogin(name, login));
}

/** GitHub's logins ignore case. */
export function sameLogin(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
