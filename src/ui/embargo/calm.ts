import { windowMarker } from '../../jobs/port/index.ts';

/**
 * What an embargoed window is opened with (design 3): nothing in it reads, copies, formats or fetches by itself.
 * Code 1.139 was seen to attach an opened conflicted file to its Chat; Local History copies every saved file. What was
 * looked for in a file and what a terminal has shown are kept in the state of the workspace, which outlives its clone.
 */
export const calm: Readonly<Record<string, unknown>> = {
  'chat.disableAIFeatures': true,
  'github.copilot.enable': { '*': false },
  'editor.inlineSuggest.enabled': false,
  'workbench.localHistory.enabled': false,
  'editor.find.history': 'never',
  'editor.find.replaceHistory': 'never',
  'terminal.integrated.enablePersistentSessions': false,
  'terminal.integrated.persistentSessionReviveProcess': 'never',
  'files.autoSave': 'off',
  'git.autofetch': false,
  'git.openRepositoryInParentFolders': 'never',
};

/** Those of them that a user can set for a language. */
const calmInLanguage = {
  'editor.inlineSuggest.enabled': false,
  'files.autoSave': 'off',
};

/** In the window of a job's conflicts VS Code's git has nothing to do. */
const withoutGit = {
  'git.autoRepositoryDetection': false,
  'files.exclude': { [windowMarker]: true },
};

/** A resolved file is taken byte by byte: nothing may tidy it on save. */
const exact = {
  'editor.formatOnSave': false,
  'editor.codeActionsOnSave': {},
  'files.trimTrailingWhitespace': false,
  'files.insertFinalNewline': false,
  'files.trimFinalNewlines': false,
};

/**
 * The workspace file of an embargoed window on one folder. `title` is the short id. `languages` are all that VS Code
 * knows: a user's setting for a language beats a workspace's setting for all of them.
 */
export function workspaceOf(
  folder: string,
  title: string,
  { namesWindow, languages }: { readonly namesWindow: boolean; readonly languages: readonly string[] },
): object {
  return {
    folders: [{ path: folder, name: title }],
    settings: {
      ...calm,
      ...withoutGit,
      ...exact,
      ...Object.fromEntries(languages.map(language => [`[${language}]`, { ...calmInLanguage, ...exact }])),
      ...titled(namesWindow),
    },
  };
}

/** The workspace file of a private clone's window: VS Code's git works there, and files are tidied as the user likes. */
export function cloneWorkspaceOf(
  folders: readonly { readonly path: string; readonly name: string }[],
  { namesWindow, languages }: { readonly namesWindow: boolean; readonly languages: readonly string[] },
): object {
  return {
    folders,
    settings: {
      ...calm,
      ...Object.fromEntries(languages.map(language => [`[${language}]`, calmInLanguage])),
      ...titled(namesWindow),
    },
  };
}

const titled = (namesWindow: boolean) =>
  namesWindow ? { 'window.title': 'Embargo: ${dirty}${activeEditorShort}${separator}${rootName}' } : {};
