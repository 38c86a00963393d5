/**
 * Which packages are in the bundles and whether a list of parts names each, by a way that `components.ts` has no part in:
 * paths of esbuild's inputs, and the installed packages' own manifests and licences, not the lock file.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package as it is installed. */
export interface Shipped {
  readonly name: string;
  readonly version: string;
  /** Its licence's text as its file has it; null where the package holds none. */
  readonly licence: string | null;
}

/** What the product cannot do without: a list of inputs that lost them is itself not to be trusted. */
const surely = [
  '@octokit/core',
  '@vscode/codicons',
  '@vscode/webview-ui-toolkit',
  'dompurify',
  'marked',
  'simple-git',
];

/** The packages that these inputs (paths from the root) belong to, and the icon font, which is copied. */
export function shippedOf(root: string, inputs: readonly string[]): Shipped[] {
  const folders = new Set(['node_modules/@vscode/codicons']);
  for (const input of inputs) {
    const parts = input.split('/');
    const last = parts.lastIndexOf('node_modules');
    if (last >= 0) folders.add(parts.slice(0, last + (parts[last + 1]!.startsWith('@') ? 3 : 2)).join('/'));
  }
  const all = [...folders].map(folder => {
    const manifest = readFileSync(join(root, folder, 'package.json'), 'utf8');
    const { name, version } = JSON.parse(manifest) as Pick<Shipped, 'name' | 'version'>;
    const file = readdirSync(join(root, folder)).find(each => /^licen[cs]e(\.|$)/i.test(each));
    const licence = file === undefined ? null : readFileSync(join(root, folder, file), 'utf8');
    return { name, version, licence: licence && plain(licence) };
  });
  const names = new Set(all.map(({ name }) => name));
  const lost = surely.filter(name => !names.has(name));
  assert.deepEqual(lost, [], 'What the bundles were made of does not name what surely ships.');
  return all;
}

/** Line ends and margins as they may differ between a package's file and what is made of it. */
const plain = (text: string) => text.replaceAll('\r\n', '\n').trim();

/** The parts that a list (CycloneDX, JSON) does not name with this version and a licence: `name version`. */
export function notListed(bom: string, shipped: readonly Shipped[]): string[] {
  const { components } = JSON.parse(bom) as {
    readonly components: readonly {
      readonly name: string;
      readonly version: string;
      readonly licenses: readonly { readonly expression?: string }[];
    }[];
  };
  const listed = new Set(
    components
      .filter(({ licenses }) => licenses.length > 0 && licenses.every(({ expression }) => expression))
      .map(({ name, version }) => `${name} ${version}`),
  );
  return shipped.map(({ name, version }) => `${name} ${version}`).filter(part => !listed.has(part));
}

/** The parts of whose licence the notices have no text below their name: `name version`. */
export function notNoticed(notices: string, shipped: readonly Shipped[]): string[] {
  const places = shipped
    .map(part => ({ ...part, start: notices.indexOf(`\n${part.name} ${part.version} (`) }))
    .sort((a, b) => a.start - b.start);
  return places
    .filter(({ start, licence }, i) => {
      // Its own part of the notices: one part's text does not stand for another's.
      const words = start < 0 ? '' : notices.slice(start, places[i + 1]?.start);
      return !words.includes(
        licence ?? 'The package holds no text of its licence. Its manifest says:\nLicense: ',
      );
    })
    .map(({ name, version }) => `${name} ${version}`);
}
