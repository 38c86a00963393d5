/** A part of a drawn text: the same key is the same picture, so its nodes are kept. */
export interface Part {
  readonly key: string;
  readonly make: () => HTMLElement;
}

/** Longest time between two breaths, so that a key press waits for a few of them at most. */
const slice = 10;

/** From here on only what is near the view is laid out. */
const many = 40;

/** Lets the page take in keys and draw. */
export const breathe = (): Promise<void> => new Promise(resolve => setTimeout(resolve));

/**
 * Makes the children of `element` these parts. Only the parts between the first and the last that changed are
 * touched, a few at a time; `stale` ends the work when there is something newer to draw.
 */
export async function drawParts(
  element: HTMLElement,
  parts: readonly Part[],
  stale: () => boolean,
): Promise<void> {
  element.classList.toggle('long', parts.length > many);
  const old = [...element.children] as HTMLElement[];
  const key = (child: HTMLElement | undefined) => (child ? keys.get(child) : undefined);
  let start = 0;
  while (start < parts.length && key(old[start]) === parts[start]!.key) start++;
  let end = 0;
  while (
    end < Math.min(parts.length, old.length) - start &&
    key(old[old.length - 1 - end]) === parts[parts.length - 1 - end]!.key
  )
    end++;
  const after = old[old.length - end] ?? null;
  const outdated = new Set(old.slice(start, old.length - end));
  const pool = new Map<string | undefined, HTMLElement[]>();
  for (const child of outdated) pool.set(key(child), [...(pool.get(key(child)) ?? []), child]);
  let from = performance.now();
  for (const part of parts.slice(start, parts.length - end)) {
    if (performance.now() - from > slice) {
      await breathe();
      if (stale()) return;
      from = performance.now();
    }
    const child = pool.get(part.key)?.shift() ?? part.make();
    keys.set(child, part.key);
    outdated.delete(child);
    const [next = after] = outdated;
    if (child.parentNode !== element || child.nextSibling !== next) element.insertBefore(child, next);
  }
  for (const gone of outdated) gone.remove();
}

const keys = new WeakMap<HTMLElement, string>();
