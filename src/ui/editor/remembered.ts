import type { ExtensionContext } from 'vscode';
import { advisoryRef, type AdvisoryRef } from './link.ts';

/**
 * Which pages were open, by ids. VS Code could bring them back itself, but would write their tabs' titles to disk,
 * and those are under embargo.
 */
interface OpenPage {
  readonly repo: string;
  readonly ghsaId: string;
  readonly column: number | undefined;
  readonly active: boolean;
}

const name = 'ghsa.editors';

export function rememberOpen({ workspaceState }: ExtensionContext, open: readonly OpenPage[]): void {
  void workspaceState.update(name, open.length === 0 ? undefined : open);
}

/** The pages that were open when this window was last closed, the one in front last. */
export function openBefore({
  workspaceState,
}: ExtensionContext): (AdvisoryRef & { readonly column?: number })[] {
  const found = workspaceState.get<Partial<OpenPage>[]>(name, []);
  return [...found]
    .sort((a, b) => Number(a.active === true) - Number(b.active === true))
    .flatMap(({ repo, ghsaId, column }) => {
      const ref = advisoryRef(repo, ghsaId);
      return ref ? [{ ...ref, ...(typeof column === 'number' ? { column } : {}) }] : [];
    });
}
