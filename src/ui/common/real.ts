import { realpathSync } from 'node:fs';

/** Where a path really is: a window or a home folder may be open on a link. The path itself where nothing is there. */
export function real(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
