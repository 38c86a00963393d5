import { loginProblem } from './handOverRows.ts';

export interface Names {
  readonly users: readonly string[];
  readonly teams: readonly string[];
}

/**
 * Logins and teams as people type them: with commas or spaces, with or without an @. A team is written with its
 * organisation (`python/psrt`), which must be the repository's own: GitHub takes slugs of it only.
 */
export function namesIn(text: string): Names {
  const parts = partsOf(text);
  return {
    users: parts.filter(part => !part.includes('/')),
    teams: parts.filter(part => part.includes('/')).map(part => part.slice(part.indexOf('/') + 1)),
  };
}

/** Why it cannot be read, as a sentence; null when it can. */
export function namesProblem(text: string, org: string): string | null {
  const parts = partsOf(text);
  if (parts.length === 0) return 'Write a login, or a team as organisation/team.';
  for (const part of parts) {
    const [owner, slug, ...more] = part.split('/');
    if (slug === undefined) {
      if (loginProblem(part) !== null) return `${part} is no login. A team is written as ${org}/team.`;
    } else if (more.length > 0 || !/^[a-z\d][\w-]*$/i.test(slug)) {
      return `${part} is no team. Write it as ${org}/team.`;
    } else if (owner!.toLowerCase() !== org.toLowerCase()) {
      return `Only teams of ${org} can be added.`;
    }
  }
  return null;
}

function partsOf(text: string): string[] {
  const parts = text
    .split(/[\s,;]+/)
    .map(part => part.replace(/^@/, ''))
    .filter(part => part !== '');
  return parts.filter(
    (part, i) => parts.findIndex(other => other.toLowerCase() === part.toLowerCase()) === i,
  );
}
