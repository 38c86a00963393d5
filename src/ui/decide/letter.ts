/** A text of several lines in parts of VS Code that show one line each: rows to read, a box to edit. */

/** How a line end is shown in a box, which has one line only. */
const end = '⏎';

/** The lines of a text, cut at words so that a quick pick shows them whole. Empty lines are left out. */
export function rowsOf(text: string, width = 76): string[] {
  return text
    .split(/\r\n?|\n/)
    .flatMap(line => wrapped(line.trimEnd(), width))
    .filter(line => line !== '');
}

function wrapped(line: string, width: number): string[] {
  const rows: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const space = rest.lastIndexOf(' ', width);
    const cut = space > 0 ? space : width;
    rows.push(rest.slice(0, cut));
    rest = rest.slice(cut).trimStart();
  }
  return [...rows, rest];
}

/** As one line, to be edited in a box. */
export function inOneLine(text: string): string {
  return text.replace(/\r\n?/g, '\n').replaceAll('\n', end);
}

/** What was edited in a box, with its line ends. */
export function fromOneLine(text: string): string {
  return text
    .split(end)
    .map(line => line.trim())
    .join('\n')
    .trim();
}
