/** Those that phones draw as flags (Unicode, emoji-sequences.txt, RGI_Emoji_Tag_Sequence): England, Scotland, Wales. */
const regions = ['gbeng', 'gbsct', 'gbwls'];

const tag = (letter: string) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0));
const [blackFlag, end] = ['\u{1f3f4}', '\u{e007f}'];

/**
 * The source of a pattern (with `u`) for one tag character of such a flag. Nobody sees any other one: they can hide a text
 * in a text.
 */
export const tagOfFlag = `(?=[\u{e0061}-\u{e007f}])(?:${regions
  .flatMap(region => {
    const tags = [...[...region].map(tag), end];
    return tags.map(
      (one, at) =>
        `(?<=${[blackFlag, ...tags.slice(0, at)].join('')})${one}(?=${tags.slice(at + 1).join('')})`,
    );
  })
  .join('|')})`;
