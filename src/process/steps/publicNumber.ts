import type { Profile } from '../../project/index.ts';

/** A public issue or pull request as the project writes it: `gh-210501` in CPython. */
export function publicNumber({ id }: Pick<Profile, 'id'>, number: number): string {
  return id === 'cpython' ? `gh-${number}` : `#${number}`;
}
