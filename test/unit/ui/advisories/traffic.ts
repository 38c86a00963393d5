/** What went over the wire while something was done. */
export interface Traffic {
  requests: number;
  /** Answers that had nothing new. */
  unchanged: number;
  /** Of all bodies that came. */
  bytes: number;
}

/** Counts the requests of this process. `stop` gives `fetch` back. */
export function watchTraffic(): Traffic & { clear(): void; stop(): void } {
  const original = globalThis.fetch;
  const traffic = {
    ...{ requests: 0, unchanged: 0, bytes: 0 },
    clear: () => void Object.assign(traffic, { requests: 0, unchanged: 0, bytes: 0 }),
    stop: () => void (globalThis.fetch = original),
  };
  globalThis.fetch = async (...call) => {
    const answer = await original(...call);
    traffic.requests++;
    if (answer.status === 304) traffic.unchanged++;
    traffic.bytes += (await answer.clone().arrayBuffer()).byteLength;
    return answer;
  };
  return traffic;
}
