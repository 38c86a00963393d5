/** The counts of git that a person waits for. The others are over in a moment. */
const counted = /(?:Receiving objects|Resolving deltas|Updating files):\s+(\d+)%/g;

/** Makes what git says of its progress into words with percent, each once. */
export function percentOf(
  words: string,
  progress: ((words: string) => void) | undefined,
): ((said: string) => void) | undefined {
  if (!progress) return undefined;
  let last = '';
  return said => {
    const percent = [...said.matchAll(counted)].at(-1)?.[1];
    if (percent === undefined || percent === last) return;
    last = percent;
    progress(`${words} ${percent} %`);
  };
}
