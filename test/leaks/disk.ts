import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Canary } from './canary.ts';
import { lines } from './look.ts';

/** Every name below a folder, folders too. What goes meanwhile is not there. */
export function below(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? [path, ...below(path)] : [path];
    });
  } catch {
    return [];
  }
}

/**
 * The canaries in every file below a folder, and in the names of all that is there. At once, without waiting: what is
 * written meanwhile by a process of this machine cannot be gone before it was looked at.
 */
export function onDisk(root: string, canaries: (path: string) => readonly Canary[]): string[] {
  return below(root).flatMap(path => {
    const name = relative(root, path);
    const wanted = canaries(name);
    return wanted.length === 0
      ? []
      : [...lines(`name of ${name}`, name, wanted), ...inFile(name, path, wanted)];
  });
}

function inFile(name: string, path: string, wanted: readonly Canary[]): string[] {
  try {
    const stat = lstatSync(path);
    if (stat.isSymbolicLink()) return lines(name, readlinkSync(path), wanted);
    return stat.isFile() ? lines(name, readFileSync(path), wanted) : [];
  } catch {
    return [];
  }
}
