import { window, type ExtensionContext } from 'vscode';
import { halfClones, removeFolder } from '../../git/clone/part.ts';
import { shortId } from '../../advisory/model.ts';
import type { PrivateClone } from '../../jobs/fork/types.ts';
import type { ProgressRecords } from '../common/progress.ts';
import type { SecretStore } from '../common/secretStore.ts';
import { listed } from '../fork/words.ts';
import { jobTraces, removedWords, type Trace } from './jobTraces.ts';
import { rememberedTraces } from './remembered.ts';

export interface TraceParts {
  readonly scratchRoot: string;
  readonly store: SecretStore;
  /** Unsaved texts of advisories. */
  readonly drafts: SecretStore;
  /** Keys of ports that run or are shown, now: they are left alone. */
  readonly busy: () => ReadonlySet<string>;
  readonly context: ExtensionContext;
  /** What was asked of which advisory, and who could read. */
  readonly progress: Pick<ProgressRecords, 'count' | 'forgetAll'>;
  /** The GitHub that the settings name. */
  readonly apiUrl: string;
  /** The private clones that were asked for. */
  readonly clones: readonly PrivateClone[];
  /** Names of the files of a clone that this window has not saved. They are given up with it. */
  readonly unsaved: (clone: PrivateClone) => Promise<readonly string[]>;
  readonly removeClone: (clone: PrivateClone) => Promise<void>;
  /** Folders in which clones lie. */
  readonly cloneRoots: readonly string[];
}

/** GHSA: Remove Traces. Lists everything of ours on this machine, and deletes what stays ticked. */
export async function removeTraces(parts: TraceParts): Promise<void> {
  const traces = await tracesOf(parts);
  if (traces.length === 0) {
    void window.showInformationMessage(
      parts.busy().size === 0
        ? 'Nothing of a port or a draft is on this machine.'
        : 'Nothing is on this machine but the ports that are open. Close their pages first.',
    );
    return;
  }
  const picked = await window.showQuickPick(
    traces.map(trace => ({ picked: true, ...trace })),
    { title: 'Remove Traces', placeHolder: 'What is ticked is deleted from this machine', canPickMany: true },
  );
  if (!picked || picked.length === 0) return;
  let removed = 0;
  for (const { remove } of picked) if ((await remove()) !== false) removed += 1;
  void window.showInformationMessage(removedWords(removed, picked.length));
}

export async function tracesOf({
  scratchRoot,
  store,
  drafts,
  busy,
  clones,
  unsaved,
  removeClone,
  cloneRoots,
  ...parts
}: TraceParts): Promise<Trace[]> {
  return [
    ...(await jobTraces({ scratchRoot, store, busy })),
    ...draftTraces(drafts),
    ...(await rememberedTraces({ ...parts, clones })),
    ...(await halfClones(cloneRoots)).map(halfTrace),
    // Last: the window of a clone closes with it.
    ...(await Promise.all(clones.map(async clone => cloneTrace(clone, await unsaved(clone), removeClone)))),
  ];
}

/** What a clone that was killed left behind. Nobody can go on with it. */
function halfTrace(folder: string): Trace {
  return {
    label: 'Half a private clone, of a window that was killed',
    detail: folder,
    remove: () => removeFolder(folder),
  };
}

/** A clone is work, until somebody says otherwise. */
function cloneTrace(
  clone: PrivateClone,
  unsaved: readonly string[],
  remove: TraceParts['removeClone'],
): Trace {
  const also = unsaved.length === 0 ? '' : `, and what is not saved in ${listed(unsaved)}`;
  return {
    label: `Private clone of ${shortId(clone.ghsaId)}`,
    detail: `${clone.path}, with everything in it that is not pushed${also}`,
    picked: false,
    remove: () => remove(clone),
  };
}

/**
 * Keys are `ghsa.draft:<API> <owner>/<name>/<GHSA id>`, and a slot for a second window; the same of an announcement,
 * in lower case.
 */
function draftTraces(drafts: SecretStore): Trace[] {
  const written = drafts.keys().filter(key => key.startsWith('ghsa.written:'));
  const traces = drafts
    .keys()
    .filter(key => /^ghsa\.(draft|announcement):/.test(key))
    .map((key): Trace => {
      const id = shortId(/ghsa-[\w-]+/i.exec(key)?.[0] ?? key);
      const ours = { picked: false, remove: () => drafts.remove(key) };
      return key.startsWith('ghsa.draft:')
        ? {
            ...{ ...ours, label: `Draft of ${id}` },
            detail:
              'Unsaved text of an advisory page, kept in secret storage until it is saved or thrown away',
          }
        : {
            ...{ ...ours, label: `Announcement of ${id}` },
            detail: 'What was edited in the e-mail, kept in secret storage until it is thrown away',
          };
    });
  if (written.length === 0) return traces;
  const advisories = written.length === 1 ? '1 advisory' : `${written.length} advisories`;
  const remove = async () => {
    for (const key of written) await drafts.remove(key);
  };
  const detail = 'Check sums that tell your own descriptions from the reporter’s, no texts';
  return [...traces, { label: `What was written into ${advisories}`, detail, remove }];
}
