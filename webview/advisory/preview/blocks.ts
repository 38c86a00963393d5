import { Lexer, Parser, type Token, type Tokens } from 'marked';

/** GitHub breaks lines in texts of advisories where they are broken, as it does in comments. */
const options = { gfm: true, breaks: true } as const;

/** What is drawn and remembered by itself. */
export interface Block {
  readonly raw: string;
  /** Shown as text: too long or too tangled to be drawn between two key presses. */
  readonly plain: boolean;
}

export type Links = Readonly<Record<string, { readonly href: string | null }>>;

export interface Blocks {
  readonly blocks: readonly Block[];
  /** Addresses that are named once for the whole text. */
  readonly links: Links;
  /** The depths of its headings, each once, the highest first. */
  readonly levels: readonly number[];
  /** Why the whole text is shown as it is written; null when it is not. */
  readonly sentence: string | null;
}

/** A text of more characters is not read as markdown. GitHub takes 65,535. */
export const longest = 200_000;
/** What of such a text is shown. */
const shown = 65_535;
const longestBlock = 8_000;
/** Pairing emphasis takes time by the square of its marks. */
const mostMarks = 600;

/** More than 32 quotes or list items that begin in one line, or one that is indented very far. */
const deep = /^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]))){33}|^[ \t]{200,}(?:[-*+>]|\d{1,9}[.)])[ \t]/m;

/** Cuts markdown into blocks. Takes some milliseconds for the longest text that GitHub takes. */
export function cutBlocks(markdown: string): Blocks {
  if (markdown.length > longest) {
    return asWritten(markdown.slice(0, shown), 'Too long to draw. The beginning is shown as it is written.');
  }
  const text = markdown.replace(/\r\n?/g, '\n');
  if (deep.test(text)) return asWritten(text, 'Nested too deep to draw. Shown as it is written.');
  const lexer = new Lexer(options);
  lexer.blockTokens(text, lexer.tokens);
  const tokens = lexer.tokens.filter(({ type }) => type !== 'space' && type !== 'def');
  const depths = tokens.flatMap(token => (token.type === 'heading' ? [(token as Tokens.Heading).depth] : []));
  const levels = [...new Set(depths)].sort();
  return {
    blocks: joinSmall(joinHtml(tokens).flatMap(cut)),
    links: lexer.tokens.links,
    levels,
    sentence: null,
  };
}

/** The HTML of one block, which nothing may trust. */
export function blockHtml({ raw }: Block, links: Links): string {
  const lexer = new Lexer(options);
  Object.assign(lexer.tokens.links, links);
  return new Parser(options).parse(lexer.lex(raw));
}

function asWritten(text: string, sentence: string): Blocks {
  return { blocks: pieces(text).map(raw => ({ raw, plain: true })), links: {}, levels: [], sentence };
}

/** Texts of a few thousand characters, cut at line ends where there are any. */
export function pieces(text: string, most = 4_000): string[] {
  return text.match(new RegExp(`[^]{1,${most}}(?:\\n|$)|[^]{1,${most}}`, 'g')) ?? [];
}

/** A list cut into at most `most` groups of one length: what changes within an entry moves no other. */
export function joinMany<T>(list: readonly T[], most: number): T[][] {
  const length = Math.max(1, Math.ceil(list.length / most));
  return Array.from({ length: Math.ceil(list.length / length) }, (_, i) =>
    list.slice(i * length, (i + 1) * length),
  );
}

/** What may stand open at the end of a piece of HTML and be closed further down. */
const containers = /<(\/?)(details|div|table|ul|ol|blockquote|center|p|pre)\b[^>]*>/gi;

function open({ type, raw }: { readonly type: string; readonly raw: string }): number {
  if (type !== 'html') return 0;
  let count = 0;
  for (const [, closing] of raw.matchAll(containers)) count += closing ? -1 : 1;
  return count;
}

/** So many pieces may stand between the tags of one block. */
const mostJoined = 200;

/** `<details>` and what it holds make one block, though blank lines cut it in pieces. */
function joinHtml(tokens: readonly Token[]): Token[] {
  const opened = tokens.map(open);
  const joined: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    let count = opened[i]!;
    let end = i;
    let length = tokens[i]!.raw.length;
    while (count > 0 && ++end < tokens.length && end - i < mostJoined) {
      length += tokens[end]!.raw.length;
      count += opened[end]!;
    }
    // A tag that nobody closes takes nothing with it.
    if (end === i || count > 0 || length > longestBlock) joined.push(tokens[i]!);
    else {
      const group = tokens.slice(i, end + 1).map(({ raw }) => raw.trimEnd());
      joined.push({ type: 'html', raw: group.join('\n\n') } as Token);
      i = end;
    }
  }
  return joined;
}

function cut(token: Token): Block[] {
  const { raw, type } = token;
  if (type === 'code') return [{ raw, plain: false }];
  if (type === 'list' && raw.length > longestBlock) return cutList(token as Tokens.List);
  return drawnOrWritten(raw);
}

function drawnOrWritten(raw: string): Block[] {
  return tangled(raw) ? pieces(raw).map(piece => ({ raw: piece, plain: true })) : [{ raw, plain: false }];
}

/** Each block costs the browser a box and the reader nothing: of very many, some make one. */
const mostBlocks = 1_000;

function joinSmall(blocks: readonly Block[]): Block[] {
  if (blocks.length <= mostBlocks) return [...blocks];
  return joinMany(blocks, mostBlocks / 2).flatMap(group => {
    const raw = group.map(block => block.raw.trimEnd()).join('\n\n');
    const whole = group.some(({ plain }) => plain) || raw.length > longestBlock;
    return whole ? group : [{ raw, plain: false }];
  });
}

const tangled = (raw: string) => raw.length > longestBlock || (raw.match(/[*_]/g)?.length ?? 0) > mostMarks;

/** A long list becomes several; a numbered one counts on by itself. */
function cutList({ items }: Tokens.List): Block[] {
  const groups: string[] = [];
  for (const { raw } of items) {
    const last = groups.at(-1);
    const line = raw.endsWith('\n') ? raw : `${raw}\n`;
    if (last !== undefined && last.length + line.length <= longestBlock / 2)
      groups.push(groups.pop()! + line);
    else groups.push(line);
  }
  return groups.flatMap(drawnOrWritten);
}
