import { dirname, join, sep } from 'node:path';

/** Where everything of practice lies: one folder, which leaving deletes. */
export interface Place {
  readonly root: string;
  /** The practice GitHub: its state and its repositories. */
  readonly sandbox: string;
  /** The public clone, which the window is opened on. */
  readonly clone: string;
  /** What the extension itself keeps on disk while it practises. */
  readonly storage: string;
  readonly workspaceFile: string;
  /** Says that practice was left: only the workspace file is still there, and a window that may be open on it. */
  readonly left: string;
  /** Where the practice GitHub is now, for windows that a port opens. */
  readonly running: string;
  /** Somebody wants to practise in another window: whoever has the practice GitHub stops it. */
  readonly takeover: string;
}

export function placeOf(globalStorage: string): Place {
  const root = join(globalStorage, 'practice');
  return {
    root,
    sandbox: join(root, 'sandbox'),
    clone: join(root, 'cpython'),
    storage: join(root, 'storage'),
    workspaceFile: join(root, 'Practice.code-workspace'),
    left: join(root, 'left'),
    running: join(root, 'running'),
    takeover: join(root, 'takeover'),
  };
}

/** The window that has the practice GitHub, one that a port of practice opened, or one that is not ours. */
export type WindowKind = 'home' | 'guest' | 'ordinary';

/** By the window's workspace file, the only thing that is known before anything is read. */
export function windowKind(place: Place, workspaceFile: string | null): WindowKind {
  if (workspaceFile === null) return 'ordinary';
  if (workspaceFile === place.workspaceFile) return 'home';
  return dirname(workspaceFile).startsWith(place.storage + sep) ? 'guest' : 'ordinary';
}
