import { cpython } from './cpython/index.ts';
import { pip } from './pip/index.ts';
import { plain } from './plain/index.ts';
import type { Profile } from './profile.ts';

/** The profile of a repository. Forks and mirrors elsewhere follow GitHub's plain ways. */
export function profileOf(fullName: string): Profile {
  const name = fullName.toLowerCase();
  if (name === 'python/cpython') return cpython;
  return name === 'pypa/pip' ? pip : plain;
}
