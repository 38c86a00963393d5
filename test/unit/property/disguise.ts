import fc from 'fast-check';

/** Writes a text in another way that a reader, a browser or a search engine takes for the same. */
export type Disguise = (text: string) => fc.Arbitrary<string>;

/** Each character by itself, as one of several. */
const each =
  (ways: (character: string) => fc.Arbitrary<string>): Disguise =>
  text =>
    fc.tuple(...[...text].map(ways)).map(parts => parts.join(''));

/** Mostly the one, seldom another. */
const seldom = (usual: string, other: fc.Arbitrary<string>) =>
  fc.oneof({ weight: 8, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });

const wide = (character: string) =>
  /[!-~]/.test(character) ? String.fromCodePoint(character.charCodeAt(0) + 0xfee0) : character;

/** Bold sans-serif letters of mathematics: two UTF-16 units each. */
const bold = (character: string) =>
  /[a-z]/.test(character) ? String.fromCodePoint(0x1d5ee + character.charCodeAt(0) - 97) : character;

/** Upper and lower case, full width, mathematical letters, dashes that are not ASCII's. */
export const cased: Disguise = each(character =>
  fc.constantFrom(
    character,
    ...(/[a-z]/i.test(character) ? [character.toLowerCase(), character.toUpperCase()] : []),
    wide(character),
    bold(character),
    ...(character === '-' ? ['\u2010', '\u2011', '\u2012', '\u2212', '\ufe63'] : []),
  ),
);

const invisible = fc.constantFrom(
  ...'\u00ad\u200b\u200c\u200d\u2060\ufeff\u061c\u202e\u2066\u034f\ufe0f\u3164\ufff9\u{e0041}\u{e0100}\0\x08\x7f\x85',
);
const markup = fc.constantFrom(
  '**',
  '`',
  '~~',
  '<b>',
  '</b>',
  '<!-- -->',
  '<!--\nx\n-->',
  '<br/>',
  '<a href="#x">',
  '\\',
  '<!-->',
  '<?x?>',
);

/** With something between the characters that a page does not show. */
export const hidden: Disguise = each(character =>
  seldom(
    character,
    fc.oneof(invisible, markup).map(between => between + character),
  ),
);

/** Comments, tags and targets of links, of any length. */
const long = fc
  .tuple(fc.constantFrom('x', ' y', '\nz', '> ', '<'), fc.nat({ max: 6_000 }))
  .chain(([piece, times]) => {
    const filling = piece.repeat(times);
    return fc.constantFrom(
      `<!-- ${filling}-->`,
      `<!-- ${filling} --!>`,
      `<b title="${filling}">`,
      `<i a='${filling}' b>`,
      `<?${filling.replaceAll('>', '')}>`,
      `[](#${filling.replace(/[\s<>]/g, '')})`,
      `[](# "${filling.replaceAll('\n', ' ')})")`,
    );
  });

/** With something long in one place, of which a page shows nothing; what stands around it is disguised by itself. */
export const stretchedAs =
  (part: Disguise): Disguise =>
  text =>
    fc
      .nat({ max: Math.max(0, text.length - 2) })
      .chain(at => fc.tuple(part(text.slice(0, at + 1)), long, part(text.slice(at + 1))))
      .map(parts => parts.join(''));

const prefix = fc.constantFrom(
  '',
  '  ',
  '# ',
  '> ',
  '> > ',
  '+',
  '+# ',
  '// ',
  ' * ',
  '    ',
  '\t',
  ';; ',
  '- ',
  '-- ',
  '.. ',
);

/**
 * Wrapped behind a dash, a slash or an `@`, or before the `@`, as editors do; each line begins as its neighbours do, and is
 * disguised by itself.
 */
export const wrappedAs =
  (line: Disguise): Disguise =>
  text =>
    fc.tuple(prefix, fc.constantFrom('\n', '\r\n')).chain(([start, end]) =>
      cut(text)
        .chain(lines => fc.tuple(...lines.map(line)))
        .map(lines => lines.join(end + start)),
    );

/** A text in parts as it may be wrapped. */
function cut(text: string): fc.Arbitrary<string[]> {
  const parts = text.split(/(?<=[-/@ ])|(?=@)/);
  return fc.tuple(...parts.slice(1).map(() => fc.boolean())).map(ends =>
    parts.slice(1).reduce(
      // Not on both sides of an `@`: that would be no address.
      (lines, part, i) =>
        ends[i] && lines.at(-1) !== '@'
          ? [...lines, part]
          : [...lines.slice(0, -1), `${lines.at(-1)}${part}`],
      [parts[0]!],
    ),
  );
}

/** Not at all. */
export const asIs: Disguise = text => fc.constant(text);

const hex = (character: string) =>
  [...Buffer.from(character)].map(byte => `%${byte.toString(16).padStart(2, '0')}`).join('');

/** URL encoding, in any casing, once or more often. */
export const percent: Disguise = each(character => {
  const once = hex(character);
  const twice = once.replaceAll('%', '%25');
  return seldom(character, fc.constantFrom(once, once.toUpperCase(), twice, twice.replaceAll('%', '%25')));
});

const references: Disguise = each(character => {
  const point = character.codePointAt(0)!;
  const code = point.toString(16);
  const named = { '-': '&hyphen;', '@': '&commat;', '.': '&period;', '/': '&sol;', _: '&lowbar;' }[character];
  return seldom(
    character,
    fc.constantFrom(
      `&#${point};`,
      `&#x${code};`,
      `&#X${code.toUpperCase()};`,
      `&amp;#${point};`,
      `\\u{${code}}`,
      ...(point < 0x100 ? [`\\x${code.padStart(2, '0')}`] : []),
      ...(point < 0x10000 ? [`\\u${code.padStart(4, '0')}`] : []),
      ...(named === undefined ? [] : [named]),
    ),
  );
});

/** Numeric and named references, with and without `;`, and escapes of source code. */
export const entities: Disguise = text =>
  fc
    .tuple(references(text), fc.boolean())
    .map(([made, bare]) => (bare ? made.replace(/(&#(?:x[\da-f]+|\d+));(?![\da-f;])/gi, '$1') : made));

const unseen = fc.constantFrom(
  '&shy;',
  '&shy',
  '&zwj;',
  '&ZeroWidthSpace;',
  '&#8203;',
  '&ltb&gt',
  '&lt;b&gt;',
);

/** With entities between the characters that show nothing, with and without `;`. */
export const parted: Disguise = each(character =>
  seldom(
    character,
    unseen.map(between => between + character),
  ),
);

/** In one way, and the outcome in another. */
export const both =
  (first: Disguise, second: Disguise): Disguise =>
  text =>
    first(text).chain(second);
