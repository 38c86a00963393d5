import { join } from 'node:path';
import { commands, env, Uri, window } from 'vscode';
import { shortId, type Advisory } from '../../../advisory/model.ts';
import { removeScratch } from '../../../git/index.ts';
import type { GitHub } from '../../../github/index.ts';
import { release } from '../../../jobs/lock.ts';
import { JobError, readConflict, scratchOf, type Conflict } from '../../../jobs/port/index.ts';
import { tabTitle } from '../../common/pagePanel.ts';
import { jobStoreOf } from '../../common/jobRecords.ts';
import type { SecretStore } from '../../common/secretStore.ts';
import { settings } from '../../common/settings.ts';
import { openEmbargoedWindow } from '../../embargo/embargoedWindow.ts';
import { warnOfReaders } from '../../embargo/readers.ts';
import { ConflictModel } from '../../port/conflict.ts';
import { ConflictPage } from '../../port/conflictPage.ts';
import { documentsOf } from '../../port/documents.ts';
import { closeEditors, closeMerged, isBelow, saveBelow } from '../../port/mergeEditor.ts';
import { PortPanel } from '../../port/panel.ts';
import { removeJob } from '../../port/removeJob.ts';
import { jobOfWindow, scratchRootOf, windowsRootOf } from '../../port/scratchRoot.ts';
import { sweepScratch } from '../../port/sweep.ts';
import { Toolbox } from '../../port/tools.ts';
import { backportOf, keyOf, mayBackport } from './about.ts';
import { chooseBranch, chooseFix } from './choose.ts';
import type { BackportingDoor, BackportingParts } from './face.ts';
import { fromOf } from './from.ts';
import type { BackportJob } from './job.ts';
import { BackportModel } from './model.ts';
import { BackportPage } from './page.ts';
import { jobOf, type BackportAsked, type ConflictsOf } from './prepare.ts';

export type { BackportingDoor, BackportingParts } from './face.ts';

/** A backport whose page is open, or whose steps run on without it (`panel` null). */
interface Open {
  asked: BackportAsked;
  page: BackportPage | ConflictPage;
  panel: PortPanel | null;
}

/** The backports that are made in this window: one page per advisory and branch. */
export class Backporting implements BackportingDoor {
  readonly #parts: BackportingParts;
  readonly #store: SecretStore;
  readonly #toolbox: Toolbox;
  readonly #open = new Map<string, Open>();
  readonly #opening = new Set<string>();
  /** Backports that went to another window: this one says nothing when their page closes. */
  readonly #moved = new Set<string>();
  #swept: Promise<void> | null = null;

  constructor(parts: BackportingParts) {
    this.#parts = parts;
    const { context } = parts;
    // The ports' too; the records tell what they are.
    this.#store = jobStoreOf(context);
    this.#toolbox = new Toolbox(context, parts.session, this.#store);
    context.subscriptions.push(this.#toolbox);
  }

  /** The pages that are open, and the backports that run without one, by key. */
  get pages(): ReadonlyMap<string, Pick<Open, 'page' | 'panel'>> {
    return this.#open;
  }

  /** Keys of everything that this window works with. */
  get busy(): ReadonlySet<string> {
    return new Set([...this.#open.keys(), ...this.#opening]);
  }

  mayBackport(advisory: Advisory): boolean {
    return mayBackport(this.#parts.context.globalState, advisory);
  }

  async open(advisory: Advisory, branch: string | null = null): Promise<void> {
    const of = backportOf(this.#parts.context.globalState, advisory);
    const github = await this.#parts.github();
    const tools = await this.#toolbox.make(github);
    const wanted = branch ?? (await chooseBranch(advisory, of, tools));
    if (wanted === null) return;
    const key = keyOf(github.apiUrl, advisory, wanted, of);
    const pull = this.#open.has(key) ? undefined : await chooseFix(github, advisory, of);
    if (pull !== null) await this.#show({ key, advisory, branch: wanted, of, tools, pull });
  }

  /** Goes on with one that is known by ids only: of its record, or of the conflict in its folder. */
  async resume(
    { repo, ghsaId, branch }: Pick<Advisory, 'repo' | 'ghsaId'> & { readonly branch: string },
    github?: GitHub,
  ): Promise<void> {
    const { advisories } = github ?? (await this.#parts.github());
    await this.open(await advisories.get(repo, ghsaId), branch);
  }

  /** In the window of its conflicts. */
  async resumeConflict(key: string, { repo, ghsaId, backport }: Conflict): Promise<void> {
    if (!backport) return;
    await this.resume({ repo, ghsaId, branch: backport.branch });
    const page = this.#open.get(key)?.page;
    if (page instanceof ConflictPage) await page.openMergeEditor();
  }

  async #show(asked: BackportAsked): Promise<void> {
    const { key, of } = asked;
    const there = this.#open.get(key);
    if (there?.panel) return there.panel.reveal();
    // A second press while the first one prepares: its progress is in view.
    if (this.#opening.has(key)) return;
    this.#opening.add(key);
    try {
      if (of.into === 'private') warnOfReaders();
      await (this.#swept ??= sweepScratch(this.#root, this.#store));
      const page = there?.page ?? (await this.#pageOf(asked));
      const open: Open = { asked, page, panel: null };
      this.#open.set(key, open);
      this.#panel(open);
      this.#tellMergeEditors();
    } finally {
      this.#opening.delete(key);
    }
  }

  async #pageOf(
    asked: BackportAsked,
    edited: BackportJob['edited'] = {},
  ): Promise<BackportPage | ConflictPage> {
    const { context, session } = this.#parts;
    const sandbox = session.isPractice;
    const job = await jobOf(asked, {
      sandbox,
      sign: context.globalState.get('ghsa.sign', false),
      keep: async link => this.#parts.made(link),
      edited,
    });
    if ('error' in job) return this.#conflictPage(asked, job, sandbox);
    const model = new BackportModel(job, {
      now: asked.tools.now,
      ended: () => void this.#ended(asked).catch(this.#parts.report),
      failed: (step, error) => void this.#failed(asked, step, error).catch(this.#parts.report),
    });
    // What was confirmed before goes on.
    model.start();
    return new BackportPage(model, {
      git: asked.tools.git,
      openSource: () => openPull(asked, job.source),
      close: () => this.#open.get(asked.key)?.panel?.close(),
      takeFrom: id => this.#takeFrom(asked, id),
      discard: () => this.#discard(asked, model),
    });
  }

  #conflictPage(asked: BackportAsked, { error, from }: ConflictsOf, sandbox: boolean): ConflictPage {
    const { key, advisory, tools, of } = asked;
    const model = new ConflictModel({ key, tools, advisory, sandbox, from }, error);
    const { context } = this.#parts;
    const close = () => this.#open.get(key)?.panel?.close();
    return new ConflictPage(model, {
      git: tools.git,
      // What is public needs no calm window.
      here: of.into === 'public' || jobOfWindow(context) === key,
      openPrivatePull: () =>
        openPull(asked, {
          fullName: of.into === 'public' ? of.links.repo : of.fork,
          pull: model.conflict.pull,
        }),
      cancel: close,
      takeFrom: id => this.#takeFrom(asked, id),
      openWindow: async () => {
        const id = shortId(advisory.ghsaId);
        const file = join(windowsRootOf(context), key, `${id}.code-workspace`);
        this.#moved.add(key);
        // The other window takes the folder over.
        await release(model.folder);
        await openEmbargoedWindow(file, model.files, id);
        close();
      },
      goOn: () => this.#resolved(asked, model),
    });
  }

  /** The conflicts are resolved, says the coordinator: the files are looked at, and the same page goes on. */
  async #resolved(asked: BackportAsked, model: ConflictModel): Promise<void> {
    const { key } = asked;
    if (this.#opening.has(key)) return;
    this.#opening.add(key);
    try {
      await saveBelow(model.files);
      await model.refresh();
      if (!model.state.ready) throw new JobError('conflict', model.state.summary);
      const next = await this.#pageOf(asked);
      if (next instanceof ConflictPage) {
        next.dispose();
        throw new JobError('conflict', next.model.state.summary);
      }
      this.#become(asked, next);
      await (jobOfWindow(this.#parts.context) === null ? closeMerged(model.files) : closeEditors());
    } finally {
      this.#opening.delete(key);
    }
    // The page was closed meanwhile.
    if (!this.#open.has(key)) await this.#leave(asked);
  }

  /** Before the line: the same page, with the change from somewhere else. What was edited stays. */
  async #takeFrom(asked: BackportAsked, id: string): Promise<void> {
    const { key, advisory, branch } = asked;
    const open = this.#open.get(key);
    if (!open?.panel || this.#opening.has(key)) return;
    const { page } = open;
    const isReview = page instanceof BackportPage;
    if (isReview && page.model.job.isConfirmed) return;
    const offered = page.model.state.from;
    const from = fromOf(id, offered);
    if (from === null || offered?.chosen === id) return;
    const folder = this.#folder(key);
    if (!isReview) {
      await saveBelow(page.model.files);
      await page.model.refresh();
    }
    const conflicts = (await readConflict(folder)) !== null;
    if ((isReview ? conflicts : page.model.isBegun) && !(await mayDelete(advisory, branch))) return;
    this.#opening.add(key);
    try {
      // What was resolved was resolved for the other change.
      if (conflicts) {
        await closeMerged(folder);
        await removeScratch(folder);
      }
      const edited = isReview ? page.model.job.edited : {};
      await this.#remake({ ...asked, from }, edited).catch(async (error: unknown) => {
        // Its scratch repository went with what failed: back to what was there.
        const back = { ...asked, from: fromOf(offered?.chosen ?? '', offered) ?? 'main' };
        await this.#remake(back, edited).catch(() => open.panel?.close());
        throw error;
      });
    } finally {
      this.#opening.delete(key);
    }
    // The page was closed meanwhile.
    if (!this.#open.has(key)) await this.#leave(asked);
  }

  async #remake(asked: BackportAsked, edited: BackportJob['edited']): Promise<void> {
    this.#become(asked, await this.#pageOf(asked, edited));
  }

  /** After a failure: its record and its scratch repository go, and the page with them. */
  async #discard({ key, advisory, branch }: BackportAsked, model: BackportModel): Promise<void> {
    const press = 'Discard';
    const answer = await window.showWarningMessage(
      `Discard the backport of ${shortId(advisory.ghsaId)} to ${branch}?`,
      { modal: true, detail: 'What was pushed to your fork stays there. The backport can be made anew.' },
      press,
    );
    if (answer !== press) return;
    await model.discard();
    this.#open.get(key)?.panel?.close();
  }

  /** Another page in the same frame. */
  #become(asked: BackportAsked, next: BackportPage | ConflictPage): void {
    const open = this.#open.get(asked.key);
    if (!open?.panel) {
      if (next instanceof ConflictPage) next.dispose();
      return;
    }
    if (open.page instanceof ConflictPage) open.page.dispose();
    open.page = next;
    open.asked = asked;
    open.panel.become(next);
    this.#tellMergeEditors();
  }

  /** Merge editors on these files have a way on in their title. */
  #tellMergeEditors(): void {
    const ours = [...this.#open.values()].flatMap(({ page }) =>
      page instanceof ConflictPage ? page.model.toMerge : [],
    );
    // As Uri, not as text: in a remote window VS Code knows these files by another address.
    const files = ours.map(path => Uri.file(path));
    void commands.executeCommand('setContext', 'ghsa:conflictFiles', files);
  }

  /** Continue, pressed over a merge editor: with the backport that its file is of. */
  async goOnAt(file: unknown): Promise<void> {
    for (const { page, panel } of this.#open.values()) {
      if (!(page instanceof ConflictPage) || !panel) continue;
      if (file instanceof Uri && !isBelow(file, page.model.files)) continue;
      panel.reveal();
      try {
        await page.handle({ t: 'continue' });
      } catch (error) {
        // What is still open stands in the page, which is in front now.
        if (!(error instanceof JobError && error.kind === 'conflict')) throw error;
      }
      return;
    }
  }

  #panel(open: Open): void {
    const { key, advisory, branch } = open.asked;
    const { context, report } = this.#parts;
    documentsOf(context).add(key, async (side, path) => (await open.page.read(side, path)) ?? '');
    const name = settings.hideTitles() ? shortId(advisory.ghsaId) : tabTitle(open.page.title);
    open.panel = new PortPanel(
      {
        extensionUri: context.extensionUri,
        viewType: 'ghsa.backport',
        title: `${branch}: ${name}`,
        heading: `Backport to ${branch}`,
        report,
        closed: () => void this.#closed(open).catch(report),
      },
      open.page,
    );
  }

  /** The steps go on without their page. Before the line nothing is left, but for what was resolved by hand. */
  async #closed(open: Open): Promise<void> {
    const { asked, page } = open;
    const { key } = asked;
    open.panel = null;
    documentsOf(this.#parts.context).remove(key);
    if (page instanceof BackportPage && page.model.isRunning) return;
    this.#open.delete(key);
    this.#tellMergeEditors();
    if (page instanceof ConflictPage) page.dispose();
    if (this.#moved.delete(key)) return release(this.#folder(key));
    // Whoever looks at what was resolved just now deletes what must go.
    if (!this.#opening.has(key)) await this.#leave(asked);
  }

  /** No step runs any more: without its page nobody waits for it here. */
  async #ended(asked: BackportAsked): Promise<void> {
    if (this.#open.get(asked.key)?.panel !== null) return;
    this.#open.delete(asked.key);
    await this.#leave(asked);
  }

  async #leave({ key, advisory, branch }: BackportAsked): Promise<void> {
    const folder = this.#folder(key);
    // Whoever goes on takes the record.
    if ((await this.#store.load(key)) !== null) return release(folder);
    if ((await readConflict(folder)) === null) return void (await removeJob(folder));
    await release(folder);
    const answer = await window.showInformationMessage(
      `What was resolved for ${shortId(advisory.ghsaId)} on ${branch} is kept for the next time.`,
      'Delete It',
    );
    // The answer may come much later.
    const stays = async () => this.busy.has(key) || (await this.#store.load(key)) !== null;
    if (answer && !(await stays())) await removeJob(folder, stays);
  }

  async #failed(asked: BackportAsked, step: string, error: unknown): Promise<void> {
    const { key, advisory, branch } = asked;
    this.#parts.report(error);
    const open = this.#open.get(key);
    // Whoever looks at the page sees it there, and a notification would lie over its button.
    if (open?.panel?.visible) return;
    const answer = await window.showWarningMessage(
      `${shortId(advisory.ghsaId)}: the backport to ${branch} stopped at "${step.toLowerCase()}". Nothing is lost.`,
      'Continue',
      'Show',
    );
    if (!answer) return;
    await this.#show(asked);
    const page = this.#open.get(key)?.page;
    // Opening the page of one that stopped goes on with it, where it was closed before.
    if (answer === 'Continue' && page instanceof BackportPage) page.model.start();
  }

  get #root(): string {
    return scratchRootOf(this.#parts.context);
  }

  #folder(key: string): string {
    return scratchOf(this.#root, key);
  }
}

/** On the GitHub that the settings name. */
function openPull(
  { tools }: BackportAsked,
  { fullName, pull }: { readonly fullName: string; readonly pull: number },
): Thenable<boolean> {
  return env.openExternal(Uri.parse(`${tools.gitUrl}/${fullName}/pull/${pull}`, true));
}

/** What was resolved by hand goes with the change that it was resolved for. */
async function mayDelete({ ghsaId }: Advisory, branch: string): Promise<boolean> {
  const press = 'Delete It';
  const answer = await window.showWarningMessage(
    `Delete what was resolved for ${shortId(ghsaId)} on ${branch}?`,
    { modal: true, detail: 'It was resolved for another change.' },
    press,
  );
  return answer === press;
}
