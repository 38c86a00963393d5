import { next } from './next.ts';

/**
 * Where the comment or tag ends that begins at a `<`; null where none does. As an HTML parser sees it (WHATWG HTML
 * 13.2.5): of any length, quotes only around values. In linear time, whatever the text.
 */
export function tagEnds(text: string): (at: number) => number | null {
  const [bracket, commentEnd] = [next(text, />/g), next(text, /--!?>/g)];
  const [nameEnd, attributeEnd, valueEnd] = [
    next(text, /[\s/>]/g),
    next(text, /[\s/>=]/g),
    next(text, /[\s>]/g),
  ];
  const [marks, beforeSign, behindSign] = [next(text, /[^\s/]/g), next(text, /\S/g), next(text, /\S/g)];
  const quotes: Readonly<Record<string, (from: number) => number>> = {
    '"': next(text, /"/g),
    "'": next(text, /'/g),
  };
  /** Between two attributes, where another tag was seen not to end: so does whatever comes here. */
  const endless = new Set<number>();

  const comment = (at: number): number | null => {
    const abrupt = /<!--(?:-?>)/y;
    abrupt.lastIndex = at;
    if (abrupt.test(text)) return abrupt.lastIndex;
    const end = commentEnd(at + 4);
    return end < text.length ? end + (text[end + 2] === '!' ? 4 : 3) : null;
  };

  const attribute = (at: number): number => {
    // A `=` that comes first is a part of the name.
    const name = attributeEnd(at + 1);
    const sign = beforeSign(name);
    if (text[sign] !== '=') return name;
    const value = behindSign(sign + 1);
    const quote = quotes[text[value] ?? ''];
    return quote ? quote(value + 1) + 1 : valueEnd(value);
  };

  const tag = (name: number): number | null => {
    const passed: number[] = [];
    for (let at = nameEnd(name); at < text.length && !endless.has(at);) {
      passed.push(at);
      const mark = marks(at);
      if (text[mark] === '>') return mark + 1;
      at = attribute(mark);
    }
    for (const place of passed) endless.add(place);
    return null;
  };

  return at => {
    if (text.startsWith('<!--', at)) return comment(at);
    const name = text[at + 1] === '/' ? at + 2 : at + 1;
    if (/[a-z]/i.test(text[name] ?? '')) return tag(name);
    // `<!x>`, `<?x>`, `</ >`: what is no tag is a comment up to the first `>`.
    if (name === at + 1 && !/[!?]/.test(text[name] ?? '')) return null;
    const end = bracket(name);
    return end < text.length ? end + 1 : null;
  };
}
