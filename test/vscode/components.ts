/**
 * What is in the `.vsix` that others wrote: from esbuild's own account of what it bundled, so that nothing is named that
 * does not ship, and nothing ships unnamed. No time and no random number: the same sources give the same bytes.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package of the lock file, as it ships. */
export interface Component {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression. */
  readonly license: string;
  /** SHA-512 of its archive, in hex, from the lock file. */
  readonly sha512: string;
  /** Texts of its licence files. */
  readonly texts: readonly string[];
}

interface Locked {
  readonly version: string;
  readonly license?: string;
  readonly integrity?: string;
}

/** Copied as files, not bundled: esbuild does not know of them. */
const copied = ['node_modules/@vscode/codicons'];

/**
 * Every package that a bundle has a file of, by name.
 * @throws Error where one is not there, or the lock file does not know it
 */
export function componentsOf(root: string, inputs: readonly string[]): Component[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, Locked>>;
  };
  const folders = new Set([...copied, ...inputs.flatMap(path => packageFolder(path) ?? [])]);
  return [...folders]
    .map(folder => {
      const locked = lock.packages[folder];
      if (!locked?.integrity || !locked.license)
        throw new Error(`The lock file does not say what ${folder} is.`);
      return {
        name: folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length),
        version: locked.version,
        license: locked.license,
        sha512: Buffer.from(locked.integrity.replace(/^sha512-/, ''), 'base64').toString('hex'),
        texts: licenceTexts(join(root, folder)),
      };
    })
    .sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
}

/** CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/). */
export function bomOf(
  { name, version, license }: Readonly<Record<'name' | 'version' | 'license', string>>,
  parts: readonly Component[],
): string {
  const bom = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        ...{ type: 'application', 'bom-ref': `${name}@${version}`, name, version },
        licenses: [{ license: { id: license } }],
      },
    },
    components: parts.map(part => {
      const purl = `pkg:npm/${part.name.replace('@', '%40')}@${part.version}`;
      return {
        ...{ type: 'library', 'bom-ref': purl, name: part.name, version: part.version, purl },
        licenses: [{ expression: part.license }],
        hashes: [{ alg: 'SHA-512', content: part.sha512 }],
      };
    }),
  };
  return `${JSON.stringify(bom, null, 2)}\n`;
}

/** Name, version and licence of each, with the text. */
export function noticesOf(parts: readonly Component[]): string {
  const rule = '-'.repeat(72);
  const each = parts.map(({ name, version, license, texts }) =>
    [rule, `${name} ${version} (${license})`, rule, '', ...texts].join('\n'),
  );
  return `GHSA Coordinator contains the following works of others, under their licences.\n\n${each.join('\n\n')}\n`;
}

/** `node_modules/a/node_modules/@b/c/d.js` → `node_modules/a/node_modules/@b/c` */
function packageFolder(path: string): string | null {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? null;
}

function licenceTexts(folder: string): string[] {
  const texts = readdirSync(folder)
    .filter(name => /^(licen[cs]e|copying|notice)/i.test(name))
    .sort(compare)
    .map(name => readFileSync(join(folder, name), 'utf8').trim().replaceAll('\r\n', '\n'));
  return texts.length > 0 ? texts : [ownWords(folder)];
}

/** Some authors put no text into their package: what its manifest says then. */
function ownWords(folder: string): string {
  const { license, author, repository } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as Partial<Record<'license' | 'author' | 'repository', string | { name?: string; url?: string }>>;
  const says = (given: typeof author) => (typeof given === 'object' ? (given.name ?? given.url) : given);
  const words = { License: says(license), Author: says(author), Source: says(repository) };
  return [
    'The package holds no text of its licence. Its manifest says:',
    ...Object.entries(words).flatMap(([key, word]) => (word ? [`${key}: ${word}`] : [])),
  ].join('\n');
}

/** The same order on every machine. */
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
