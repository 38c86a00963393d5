import { fetchOnly, hostForms, type GuardOf } from './forms.ts';

/** Is this an address of the repository, in any form that people write? */
export function isAddressOf({ gitUrl }: GuardOf, name: string, url: string): boolean {
  const plain = shown(url)
    .toLowerCase()
    .replace(/\/$/, '')
    .replace(/\.git$/, '');
  return [...hostForms(gitUrl), fetchOnly].some(form =>
    [form, shown(form)].some(each => `${each}${name}`.toLowerCase() === plain),
  );
}

/** An address without user and password. */
export function shown(url: string): string {
  return url.replace(/^([a-z+]+:\/\/)[^/@]*@/i, '$1');
}
