import { shortId } from '../../advisory/model.ts';

export interface MarkWords {
  readonly text: string;
  readonly tooltip: string;
  readonly label: string;
}

/** What the status bar of a window says that holds private clones: short ids only, in the order of its folders. */
export function markWords(clones: readonly { readonly ghsaId: string }[], ownWindow: boolean): MarkWords {
  const ids = [...new Set(clones.map(({ ghsaId }) => shortId(ghsaId)))].join(', ');
  return {
    text: `$(lock) Embargo ${ids}`,
    tooltip: ownWindow
      ? 'Under embargo. Pushes go to the private fork only.'
      : 'Under embargo. This window has the settings of ordinary work: its own window is calmer.',
    label: `Embargoed clone ${ids}, show actions`,
  };
}
