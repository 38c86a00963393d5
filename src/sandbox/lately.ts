/** How many answers are kept. */
const most = 64;

/**
 * Answers of git that cannot change, because commits by their whole names are all that they depend on: the last ones, so
 * that what is asked again and again starts no process. What failed is asked anew.
 */
export function lately<T>(): (names: readonly string[], ask: () => Promise<T>) => Promise<T> {
  const kept = new Map<string, T>();
  return async (names, ask) => {
    // The name of a ref, or a short one, may mean another commit next time.
    if (!names.every(name => /^[0-9a-f]{40}$/.test(name))) return ask();
    const key = names.join(' ');
    const known = kept.get(key);
    if (known !== undefined) return known;
    const answer = await ask();
    kept.set(key, answer);
    if (kept.size > most) kept.delete(kept.keys().next().value!);
    return answer;
  };
}
