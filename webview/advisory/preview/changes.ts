import { diffArrays, diffWordsWithSpace } from 'diff';

/** UTF-16 offsets into the newer text. */
export type Range = readonly [start: number, end: number];

/** Longer changes are compared by line, and longer lines not at all: they are marked as a whole. */
const mostWords = 6_000;
const bounds = { timeout: 12, maxEditLength: 1_000 };

/** What of `after` is not in `before`. What begins and ends alike is not looked at, so a key press costs little. */
export function changedRanges(before: string, after: string): Range[] {
  if (before === after) return [];
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let end = 0;
  while (
    end < most - start &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  )
    end++;
  start = backToSpace(after, start);
  end = after.length - onToSpace(after, after.length - end);
  const [older, newer] = [
    before.slice(start, Math.max(start, before.length - end)),
    after.slice(start, after.length - end),
  ];
  const ranges = compare(older, newer).map(([from, to]): Range => [from + start, to + start]);
  return joined(ranges, after).map(range => trimmed(range, after));
}

/** Marks with nothing but spaces between them are one. */
function joined(ranges: readonly Range[], text: string): Range[] {
  const list: Range[] = [];
  for (const range of ranges) {
    const last = list.at(-1);
    if (last && !/\S/.test(text.slice(last[1], range[0]))) list[list.length - 1] = [last[0], range[1]];
    else list.push(range);
  }
  return list;
}

/** Without the empty lines around it. */
function trimmed([start, end]: Range, text: string): Range {
  while (start < end && text[start] === '\n') start++;
  while (end > start && text[end - 1] === '\n') end--;
  return [start, end];
}

function compare(before: string, after: string): Range[] {
  if (after.trim() === '') return [];
  if (before.trim() === '') return [[0, after.length]];
  if (before.length + after.length > mostWords) return byLine(before, after);
  const parts = diffWordsWithSpace(before, after, bounds);
  return parts ? added(parts.map(part => ({ ...part, length: part.value.length }))) : [[0, after.length]];
}

/** Whole lines that are new; within a few of them, words. */
function byLine(before: string, after: string): Range[] {
  const [older, newer] = [lines(before), lines(after)];
  const parts = newer.length === 1 ? undefined : diffArrays(older, newer, bounds);
  if (!parts) return [[0, after.length]];
  const ranges: Range[] = [];
  let at = 0;
  parts.forEach(({ value, added: isNew, removed }, i) => {
    if (removed) return;
    const text = value.join('');
    const gone = parts[i - 1]?.removed ? parts[i - 1]!.value.join('') : '';
    if (isNew && text.length + gone.length <= mostWords && newer.length > value.length) {
      ranges.push(...compare(gone, text).map(([from, to]): Range => [from + at, to + at]));
    } else if (isNew) ranges.push([at, at + text.length]);
    at += text.length;
  });
  return ranges;
}

const lines = (text: string) => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

function added(
  parts: readonly { readonly added: boolean; readonly removed: boolean; readonly length: number }[],
): Range[] {
  const ranges: Range[] = [];
  let at = 0;
  for (const part of parts) {
    if (part.removed) continue;
    if (part.added) ranges.push([at, at + part.length]);
    at += part.length;
  }
  return ranges;
}

/** Words are marked as a whole; a word without end is not. */
const longestWord = 200;

function backToSpace(text: string, at: number): number {
  for (let i = at; i > 0 && at - i < longestWord; i--) if (/\s/.test(text[i - 1]!)) return i;
  return at < longestWord ? 0 : at;
}

function onToSpace(text: string, at: number): number {
  for (let i = at; i < text.length && i - at < longestWord; i++) if (/\s/.test(text[i]!)) return i;
  return text.length - at < longestWord ? text.length : at;
}
