import { EventEmitter, FileDecoration, ThemeColor, Uri, type FileDecorationProvider } from 'vscode';
import type { Advisory } from '../../advisory/model.ts';
import { dayOf, urgency } from '../../process/clock.ts';
import { rowId } from './model.ts';

const scheme = 'ghsa-advisory';

/** The address of a row, for its decoration. The day is in it, so that a new day is a new decoration. */
export function rowUri(advisory: Advisory, now: Date): Uri {
  return Uri.from({ scheme, path: `/${rowId(advisory)}`, query: String(dayOf(advisory.createdAt, now)) });
}

/** The day of ninety as a badge; from day 76 in the warning colour, past day 90 `!` in the error colour. */
export class DayDecorations implements FileDecorationProvider {
  readonly #changed = new EventEmitter<undefined>();
  readonly onDidChangeFileDecorations = this.#changed.event;

  provideFileDecoration(uri: Uri): FileDecoration | undefined {
    if (uri.scheme !== scheme) return undefined;
    const day = Number(uri.query);
    switch (urgency(day)) {
      case 'overdue':
        return new FileDecoration('!', `Day ${day}, overdue`, new ThemeColor('list.errorForeground'));
      case 'soon':
        return new FileDecoration(String(day), `Day ${day} of 90`, new ThemeColor('list.warningForeground'));
      default:
        return new FileDecoration(String(day), `Day ${day} of 90`);
    }
  }
}
