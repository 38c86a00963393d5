/** `elsewhere`: another window has the practice GitHub. */
export type PracticeState = 'starting' | 'running' | 'stopped' | 'elsewhere';

/** The window that has the practice GitHub, or one that a port of practice opened. */
export type PracticeKind = 'home' | 'guest';

/** What the `when` key `ghsa:practice` says: in a guest that works, the menu and what it holds are not offered. */
export function keyOf(kind: PracticeKind, state: PracticeState): PracticeState | 'guest' {
  return kind === 'guest' && state !== 'stopped' ? 'guest' : state;
}

/** What a press on the status bar does; nothing while the practice GitHub starts. */
export function pressOf(kind: PracticeKind, state: PracticeState) {
  if (state === 'starting' || (kind === 'guest' && state === 'running')) return undefined;
  return state === 'running' ? 'ghsa.practice.menu' : 'ghsa.practice.tryAgain';
}

/**
 * How a window is left. Only the one that has the practice GitHub may delete it: every other one closes its folder, and
 * everything is kept.
 */
export function leavingOf(kind: PracticeKind, state: PracticeState): 'ask' | 'close' {
  return kind === 'guest' || state === 'elsewhere' ? 'close' : 'ask';
}

/** The same, as the button that says it. */
export function leaveLabel(kind: PracticeKind, state: PracticeState): string {
  return leavingOf(kind, state) === 'ask' ? 'Leave' : 'Keep for Later';
}

/** Runs it, or joins the run that goes on: nothing is begun twice at the same time. */
export function oneAtATime<T>(run: () => Promise<T>): () => Promise<T> {
  let going: Promise<T> | undefined;
  return () =>
    (going ??= run().finally(() => {
      going = undefined;
    }));
}
