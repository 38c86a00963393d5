/** A part of a text: words, or a hole that names what is still missing. */
export type Piece = { readonly text: string } | { readonly hole: string };

/** The words as a piece, or a hole where there are none. */
export function orHole(text: string, hole: string): Piece {
  return text === '' ? { hole } : { text };
}

/** The pieces as one text, holes in brackets. */
export function written(pieces: readonly Piece[]): string {
  return pieces.map(piece => ('text' in piece ? piece.text : `[${piece.hole}]`)).join('');
}
