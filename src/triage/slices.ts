/** Milliseconds of work in one go: the extension host serves every other extension, too. */
const slice = 20;

/** Resolves once whatever waits for the event loop had its turn. */
export function nextTurn(): Promise<void> {
  return new Promise(done => setTimeout(done));
}

/** Does something with each of many, and pauses whenever that has taken a while. */
export function inSlices(pause: () => Promise<void>) {
  let began = performance.now();
  return async <T>(many: readonly T[], work: (one: T, at: number) => void): Promise<void> => {
    for (const [at, one] of many.entries()) {
      if (performance.now() - began >= slice) {
        await pause();
        began = performance.now();
      }
      work(one, at);
    }
  };
}
