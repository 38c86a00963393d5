import { calm } from './calm.ts';

/** What VS Code knows of a setting for a folder, and for a language in it. */
export interface Inspected {
  readonly workspaceFolderValue?: unknown;
  readonly workspaceFolderLanguageValue?: unknown;
  /** Languages that it is set for, anywhere. */
  readonly languageIds?: readonly string[];
}

/**
 * Names of the settings by which a folder's own `.vscode/settings.json` undoes what keeps its window calm: a folder's
 * settings beat those of a workspace file, and a branch of the private fork may bring some along.
 */
export function loudSettings(inspect: (name: string, language?: string) => Inspected | undefined): string[] {
  return Object.entries(calm)
    .filter(([name, wanted]) => {
      const found = inspect(name);
      const inLanguages = (found?.languageIds ?? []).map(
        language => inspect(name, language)?.workspaceFolderLanguageValue,
      );
      return [found?.workspaceFolderValue, ...inLanguages].some(
        value => value !== undefined && JSON.stringify(value) !== JSON.stringify(wanted),
      );
    })
    .map(([name]) => name);
}
