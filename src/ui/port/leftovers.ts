import { readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { window, type ExtensionContext } from 'vscode';
import { shortId, type Advisory } from '../../advisory/model.ts';
import type { GitHub } from '../../github/index.ts';
import { JobError, type Conflict, portKey, readConflict, scratchOf } from '../../jobs/port/index.ts';
import { ConflictPage } from './conflictPage.ts';
import type { Ports } from './open.ts';
import { readPatchOf } from './patchFile.ts';
import { privatePullOf } from './privatePull.ts';
import { ReviewPage } from './reviewPage.ts';
import { jobOfWindow, windowsRootOf } from './scratchRoot.ts';
import { jobRecords } from '../common/jobRecords.ts';
import type { ProgressRecords } from '../common/progress.ts';
import type { SecretStore } from '../common/secretStore.ts';
import { settings } from '../common/settings.ts';
import { unfinishedBackportOf } from '../../jobs/backport/make/index.ts';
import type { Backporting } from '../backports/make/index.ts';
import type { ForkDoor } from '../fork/index.ts';
import { clonesRootOf } from '../fork/places.ts';
import { isJob, sweepScratch } from './sweep.ts';
import { removeTraces } from './traces.ts';
import type { UnfinishedPorts } from './unfinished.ts';

/** A job as it is remembered: ids. With a key it was confirmed. */
type KnownJob = Pick<Advisory, 'repo' | 'ghsaId'> & {
  readonly pull: number;
  readonly key?: string;
  /** Name of its scratch folder. */
  readonly folder?: string;
  /** The branch of a backport. */
  readonly branch?: string;
};

/** What is left of ports from before: goes on with it, or deletes it. */
export class Leftovers {
  readonly #ports: Ports;
  readonly #context: ExtensionContext;
  readonly #store: SecretStore;
  readonly #drafts: SecretStore;
  readonly #progress: ProgressRecords;
  readonly #unfinished: UnfinishedPorts;
  readonly #github: () => Promise<GitHub>;
  readonly #fork: ForkDoor;
  readonly #backports: Backporting;

  constructor(
    ports: Ports,
    parts: {
      readonly context: ExtensionContext;
      readonly store: SecretStore;
      readonly drafts: SecretStore;
      readonly progress: ProgressRecords;
      readonly unfinished: UnfinishedPorts;
      readonly github: () => Promise<GitHub>;
      readonly fork: ForkDoor;
      readonly backports: Backporting;
    },
  ) {
    this.#ports = ports;
    this.#context = parts.context;
    this.#store = parts.store;
    this.#drafts = parts.drafts;
    this.#progress = parts.progress;
    this.#unfinished = parts.unfinished;
    this.#github = parts.github;
    this.#fork = parts.fork;
    this.#backports = parts.backports;
  }

  /** Runs before the first port of a window. */
  async sweep(): Promise<void> {
    await sweepScratch(this.#ports.scratchRoot, this.#store);
  }

  /** Goes on with what is known by ids only: after a restart, or in the window of its conflicts. */
  async reopen(job: KnownJob): Promise<void> {
    const { branch } = job;
    if (branch !== undefined) return this.#backports.resume({ ...job, branch });
    const github = await this.#github();
    const advisory = await github.advisories.get(job.repo, job.ghsaId);
    const key = job.key ?? portKey(github.apiUrl, job.repo, job.ghsaId, job.pull);
    if (job.pull === 0) {
      // A port that was confirmed needs its file no more; before the line nothing else is known.
      const patch = await readPatchOf(scratchOf(this.#ports.scratchRoot, job.folder ?? key));
      if (patch !== null)
        return this.#ports.openAs(
          job.folder ?? key,
          advisory,
          { name: 'a patch file', bytes: patch },
          github,
        );
      if (job.key === undefined)
        throw new JobError(
          'ask',
          'This came from a patch file. Run Apply .patch File to Public Branch on it again.',
        );
      return this.#ports.openAs(key, advisory, { name: 'a patch file', bytes: new Uint8Array() }, github);
    }
    await this.#ports.openAs(key, advisory, await privatePullOf(github, advisory, job), github);
  }

  /** Continue Port: of one advisory; or pressed anywhere, the conflicts that are open here, else what stopped. */
  async continueAny(of: Advisory | null): Promise<void> {
    for (const { page, panel } of [...this.#ports.pages.values(), ...this.#backports.pages.values()]) {
      if (panel === null || of !== null || !(page instanceof ConflictPage)) continue;
      panel.reveal();
      try {
        await page.handle({ t: 'continue' });
      } catch (error) {
        // What is still open stands in the page, which is in front now.
        if (!(error instanceof JobError && error.kind === 'conflict')) throw error;
      }
      return;
    }
    const jobs = [
      ...(await this.#unfinished.refresh()).map(job => ({ ...job, label: `stopped at "${job.at}"` })),
      ...(await this.#stopped()).map(job => ({
        ...job,
        label: `backport to ${job.branch}, stopped at "${job.at}"`,
      })),
      ...(await this.#waiting()).map(job => ({
        ...job,
        ...(job.backport ? { branch: job.backport.branch } : {}),
        label: `${job.backport ? `backport to ${job.backport.branch} ` : ''}waits for its conflicts`,
      })),
    ].filter(job => of === null || job.ghsaId === of.ghsaId);
    if (jobs.length === 0) return void window.showInformationMessage('No port is unfinished.');
    const [only] = jobs.length === 1 ? jobs : [];
    const picked = only
      ? { job: only }
      : await window.showQuickPick(
          jobs.map(job => ({ label: shortId(job.ghsaId), description: job.label, job })),
          { title: 'Continue Port', placeHolder: 'Which port?' },
        );
    if (picked) await this.#continue(picked.job);
  }

  /** A page that is open already goes on where it is. */
  async #continue(job: KnownJob): Promise<void> {
    if (job.branch !== undefined) return this.reopen(job);
    const { apiUrl } = await this.#github();
    const there = this.#ports.pages.get(
      job.key ?? job.folder ?? portKey(apiUrl, job.repo, job.ghsaId, job.pull),
    );
    if (there?.page instanceof ReviewPage) there.page.model.start();
    if (there) there.panel.reveal();
    else await this.reopen(job);
  }

  /** The backports that were confirmed and did not come to their end. */
  async #stopped() {
    const records = await jobRecords(this.#store, this.#ports.scratchRoot);
    return records.flatMap(record => unfinishedBackportOf(record) ?? []);
  }

  /** Conflicts that lie on this machine and that nobody went on with, of the GitHub that the settings name. */
  async #waiting(): Promise<(Conflict & { readonly folder: string })[]> {
    const { apiUrl } = await this.#github();
    const root = this.#ports.scratchRoot;
    const found = await Promise.all(
      (await readdir(root).catch(() => [])).map(async folder => {
        const conflict = await readConflict(scratchOf(root, folder));
        const confirmed = await isJob(this.#store, folder);
        return conflict === null || confirmed || conflict.apiUrl !== apiUrl ? [] : [{ ...conflict, folder }];
      }),
    );
    return found.flat();
  }

  /** GHSA: Remove Traces. */
  async removeTraces(): Promise<void> {
    const context = this.#context;
    const clones = this.#fork.clones.list();
    const cloneRoot = rootOfClones(context.globalStorageUri.fsPath);
    await removeTraces({
      scratchRoot: this.#ports.scratchRoot,
      store: this.#store,
      drafts: this.#drafts,
      busy: () => new Set([...this.#ports.busy, ...this.#backports.busy]),
      context,
      progress: this.#progress,
      apiUrl: settings.apiUrl(),
      clones,
      // Also where nobody clones to any more.
      cloneRoots: [...new Set([cloneRoot, ...clones.map(({ path }) => dirname(path))])],
      unsaved: async clone => (await this.#fork.forks()).unsaved(clone),
      removeClone: async clone => (await this.#fork.forks()).remove(clone),
    });
    await removeWindows(windowsRootOf(context), this.#ports.scratchRoot, jobOfWindow(context));
  }

  /** In a window that was opened for conflicts: shows their page, and the merge editor on the first of them. */
  async resumeWindow(): Promise<void> {
    const key = jobOfWindow(this.#context);
    const conflict = key === null ? null : await readConflict(scratchOf(this.#ports.scratchRoot, key));
    if (key === null || conflict === null) return;
    if (conflict.backport) return this.#backports.resumeConflict(key, conflict);
    await this.reopen({ ...conflict, folder: key });
    const page = this.#ports.pages.get(key)?.page;
    if (page instanceof ConflictPage) await page.openMergeEditor();
  }
}

/** What is set may be no path: nothing was cloned there then. */
function rootOfClones(globalStorage: string): string {
  try {
    return clonesRootOf(settings.privateClones(), globalStorage);
  } catch {
    return clonesRootOf('', globalStorage);
  }
}

/** Workspace files of embargoed windows that were killed; they hold settings and a short id. */
async function removeWindows(root: string, scratchRoot: string, own: string | null): Promise<void> {
  for (const key of await readdir(root).catch(() => [])) {
    // One that is open would be loaded anew, without its calm settings.
    if (key === own || (await readConflict(join(scratchRoot, key))) !== null) continue;
    await rm(join(root, key), { recursive: true, force: true });
  }
}
