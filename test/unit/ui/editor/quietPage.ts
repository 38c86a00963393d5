import type { EditorParts } from '../../../../src/ui/editor/parts.ts';

/** What the advisory page's model needs of a window in which nothing else goes on. */
export function quietPage(
  parts: Pick<EditorParts, 'repo' | 'ghsaId' | 'github' | 'store' | 'key'> & Partial<EditorParts>,
): EditorParts {
  return {
    known: null,
    sandbox: true,
    draftsKept: () => true,
    settings: () => ({
      ...{ showAlternatives: true, hideTitles: false, send: 'ask', previewBeside: true, mailTo: '' },
    }),
    copy: async () => undefined,
    others: () => [],
    read: () => undefined,
    expired: async () => undefined,
    log: () => undefined,
    now: () => new Date(),
    ...parts,
  };
}
