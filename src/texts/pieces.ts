/** A part of a text: words, or a hole that names what is still missing. */
export type Piece = { readonly text: string } | { readonly hole: string };

/** The words as a piece, or a hole where there are none. */
export function orHole(text: string, hole: string): Piece {
  return text === '' ? { hole } : { text };
}

/** The pieces as one text; null while there is a hole. */
export function joined(pieces: readonly Piece[]): string | null {
  let text = '';
  for (const piece of pieces) {
    if ('hole' in piece) return null;
    text += piece.text;
  }
  return text;
}
