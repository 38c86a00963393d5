import { EventEmitter, FileDecoration, ThemeColor, Uri, type FileDecorationProvider } from 'vscode';
import { decorationOf, type Badge } from './badges.ts';

const scheme = 'ghsa-advisory';

/** The address of a row, for its decoration. What the badge says is in it, so that a new day is a new decoration. */
export function rowUri(id: string, badge: Badge): Uri {
  return Uri.from({ scheme, path: `/${id}`, query: JSON.stringify(badge) });
}

/** Badges and tints of rows. */
export class RowDecorations implements FileDecorationProvider {
  readonly #changed = new EventEmitter<undefined>();
  readonly onDidChangeFileDecorations = this.#changed.event;

  provideFileDecoration(uri: Uri): FileDecoration | undefined {
    if (uri.scheme !== scheme) return undefined;
    const { text, hover, colour } = decorationOf(JSON.parse(uri.query) as Badge);
    return new FileDecoration(text, hover, colour === null ? undefined : new ThemeColor(colour));
  }
}
