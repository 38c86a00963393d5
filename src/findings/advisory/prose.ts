/**
 * Markdown as prose, character for character: fenced code, and inline code where it is asked for, become spaces,
 * so that offsets stay. One pass by hand: a megabyte of backticks costs no more than a megabyte of words.
 */
export function prose(markdown: string, keep: { readonly inlineCode: boolean }): string {
  const text = /^ {0,3}(?:```|~~~)/m.test(markdown) ? withoutFences(markdown) : markdown;
  return keep.inlineCode || !text.includes('`') ? text : withoutInlineCode(text);
}

function withoutFences(text: string): string {
  const out: string[] = [];
  let fence = '';
  for (const line of text.split('\n')) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? '';
    if (fence === '' && mark !== '') {
      fence = mark;
      out.push(blank(line));
    } else if (fence !== '') {
      if (mark.startsWith(fence) && line.trim() === mark) fence = '';
      out.push(blank(line));
    } else {
      out.push(line);
    }
  }
  return out.join('\n');
}

function blank(text: string): string {
  return ' '.repeat(text.length);
}

/** Code spans end at a run of as many backticks as began them, within their paragraph. */
function withoutInlineCode(text: string): string {
  return text
    .split(/(\n[ \t]*\n)/)
    .map(paragraph => {
      if (!paragraph.includes('`')) return paragraph;
      const runs = [...paragraph.matchAll(/`+/g)];
      const ends = nextOfSameLength(runs.map(([run]) => run.length));
      let out = '';
      let at = 0;
      for (let i = 0; i < runs.length; i++) {
        const end = ends[i]!;
        if (end === -1) continue;
        const stop = runs[end]!.index + runs[end]![0].length;
        const start = runs[i]!.index;
        out += paragraph.slice(at, start) + paragraph.slice(start, stop).replace(/[^\n]/g, ' ');
        at = stop;
        i = end;
      }
      return out + paragraph.slice(at);
    })
    .join('');
}

/** For each entry the index of the next equal one, or -1. */
function nextOfSameLength(lengths: readonly number[]): number[] {
  const last = new Map<number, number>();
  const next = new Array<number>(lengths.length).fill(-1);
  for (let i = lengths.length - 1; i >= 0; i--) {
    next[i] = last.get(lengths[i]!) ?? -1;
    last.set(lengths[i]!, i);
  }
  return next;
}
