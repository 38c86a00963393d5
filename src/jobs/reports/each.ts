/** Requests at a time: a report reads hundreds, and GitHub counts bursts. */
const atOnce = 4;

/** Does something for each, some at a time, and gives the results in order. Stops at the first that fails. */
export async function each<T, R>(
  all: readonly T[],
  work: (one: T) => Promise<R>,
  done: (count: number) => void = () => undefined,
): Promise<R[]> {
  const results = new Array<R>(all.length);
  let [next, finished, failed] = [0, 0, false];
  const worker = async () => {
    while (next < all.length && !failed) {
      const at = next++;
      try {
        results[at] = await work(all[at]!);
      } catch (error) {
        failed = true;
        throw error;
      }
      done(++finished);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, worker));
  return results;
}
