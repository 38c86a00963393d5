/**
 * The dependency audit: what the lock file brings in, under which licence, with what it would run at install; and what
 * the registry knows of vulnerabilities, where it answers. It ends badly for what ships.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { notListed, shippedOf } from './shipped.ts';

const root = resolve(import.meta.dirname, '../..');

interface Locked {
  readonly license?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
}

/** Licences under which something may ship within an MIT extension. */
const mayShip =
  /^(MIT|MIT-0|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|BlueOak-1\.0\.0|CC-BY-4\.0|\(MPL-2\.0 OR Apache-2\.0\))$/;

/** They have install scripts, which `.npmrc` keeps from running; we need none of what these would do. */
const neverRun = ['@vscode/vsce-sign', 'esbuild'];

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, Locked>>;
};
const sbom = readFileSync(join(root, 'dist/sbom.cdx.json'), 'utf8');
const bom = JSON.parse(sbom) as {
  readonly components: readonly {
    readonly name: string;
    readonly version: string;
    readonly licenses: readonly { readonly expression: string }[];
  }[];
};
const wrong: string[] = [];
const named = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

for (const [path, { license, integrity, resolved, hasInstallScript }] of Object.entries(packages)) {
  if (path === '') continue;
  if (!integrity) wrong.push(`${named(path)} has no checksum in the lock file.`);
  if (!license) wrong.push(`${named(path)} names no licence.`);
  if (resolved) wrong.push(`${named(path)} names the host it came from; take "resolved" out.`);
  if (hasInstallScript && !neverRun.includes(named(path)))
    wrong.push(`${named(path)} wants to run a script at install; look at what it does before it is taken.`);
}
if (!/^ignore-scripts=true$/m.test(readFileSync(join(root, '.npmrc'), 'utf8')))
  wrong.push('.npmrc does not keep install scripts from running.');
const inputs = JSON.parse(readFileSync(join(root, 'dist/inputs.json'), 'utf8')) as string[];
for (const part of notListed(sbom, shippedOf(root, inputs)))
  wrong.push(`${part} ships, and the list of parts does not name it with its licence.`);
for (const { name, version, licenses } of bom.components)
  for (const { expression } of licenses)
    if (!mayShip.test(expression)) wrong.push(`${name} ${version} ships under ${expression}.`);

const { known, said } = vulnerabilities();
console.log(said);
const shipped = new Set(bom.components.map(({ name }) => name));
for (const { name, severity } of known) {
  const line = `${name}: ${severity}`;
  if (shipped.has(name) && /high|critical/.test(severity)) wrong.push(`${line}, and it ships.`);
  else console.log(`  ${line}${shipped.has(name) ? ', and it ships' : ', for building and testing only'}`);
}
console.log(
  `${Object.keys(packages).length - 1} packages in the lock file, ${bom.components.length} of them ship in part.`,
);
for (const line of wrong) console.error(`  ${line}`);
process.exit(wrong.length === 0 ? 0 : 1);

/** What `npm audit` knows; nothing, with a sentence, where the registry has no such service or is not reached. */
function vulnerabilities(): {
  readonly known: readonly { readonly name: string; readonly severity: string }[];
  readonly said: string;
} {
  const { stdout } = spawnSync('npm', ['audit', '--json'], {
    cwd: root,
    encoding: 'utf8',
    timeout: 30_000,
    shell: process.platform === 'win32',
  });
  const nothing = 'Known vulnerabilities were not looked up: the registry did not answer npm audit.';
  try {
    const answer = JSON.parse(stdout) as {
      readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string }>>;
    };
    if (!answer.vulnerabilities) return { known: [], said: nothing };
    const known = Object.entries(answer.vulnerabilities).map(([name, { severity }]) => ({ name, severity }));
    return { known, said: `The registry knows of ${known.length} vulnerable packages.` };
  } catch {
    return { known: [], said: nothing };
  }
}
