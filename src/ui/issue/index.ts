import { ProgressLocation, window } from 'vscode';
import { shortId, type Advisory } from '../../advisory/model.ts';
import { plainTitle } from '../../texts/index.ts';
import type { GitHub } from '../../github/index.ts';
import {
  issueKey,
  type IssueLink,
  prepareIssue,
  proposeIssue,
  readIssueRecord,
  releaseIssue,
  samePurpose,
  type IssuePurpose,
  type IssueTools,
} from '../../jobs/issue/index.ts';
import { tabTitle } from '../common/pagePanel.ts';
import { jobStoreOf } from '../common/jobRecords.ts';
import type { SecretStore } from '../common/secretStore.ts';
import { settings } from '../common/settings.ts';
import { PortPanel } from '../port/panel.ts';
import { scratchRootOf } from '../port/scratchRoot.ts';
import type { PublicIssue, PublicIssueDoor, PublicIssueParts } from './face.ts';
import { IssueModel } from './model.ts';
import { openedBefore, keepOpened } from './opened.ts';
import { IssuePage } from './page.ts';

export type { PublicIssue, PublicIssueDoor, PublicIssueParts } from './face.ts';

/** An issue whose page is open, or whose steps run on without it (`panel` null). */
interface Open {
  readonly key: string;
  readonly advisory: Advisory;
  readonly purpose: IssuePurpose;
  readonly tools: IssueTools;
  readonly model: IssueModel;
  readonly answer: Promise<PublicIssue | null>;
  readonly resolve: (issue: PublicIssue | null) => void;
  panel: PortPanel | null;
}

/** The public issues of this window: one page per advisory. */
export class PublicIssues implements PublicIssueDoor {
  readonly #parts: PublicIssueParts;
  /** The ports' too; the records tell what they are. */
  readonly #store: SecretStore;
  readonly #open = new Map<string, Promise<Open>>();

  constructor(parts: PublicIssueParts) {
    this.#parts = parts;
    this.#store = jobStoreOf(parts.context);
  }

  async open(advisory: Advisory, purpose: IssuePurpose = 'bug'): Promise<PublicIssue | null> {
    return (await this.show(advisory, purpose)).answer;
  }

  /** Shows the page of an advisory's public issue, with what the tests look at. */
  async show(advisory: Advisory, purpose: IssuePurpose = 'bug'): Promise<Pick<Open, 'model' | 'answer'>> {
    const github = await this.#parts.github();
    const key = issueKey(github.apiUrl, advisory.repo, advisory.ghsaId);
    const known = this.#open.get(key);
    if (known) samePurpose((await known).purpose, purpose);
    const opening = known ?? this.#make(key, advisory, purpose, github);
    this.#open.set(key, opening);
    try {
      const open = await opening;
      if (open.panel) open.panel.reveal();
      else this.#panel(open);
      return open;
    } catch (error) {
      this.#open.delete(key);
      throw error;
    }
  }

  async #make(key: string, advisory: Advisory, purpose: IssuePurpose, github: GitHub): Promise<Open> {
    const { context } = this.#parts;
    const tools: IssueTools = {
      github,
      store: this.#store,
      lockRoot: scratchRootOf(context),
      openedBefore: (repo, ghsaId) => openedBefore(context.globalState, repo, ghsaId),
      now: () => new Date(),
    };
    const model = await this.#model(key, advisory, purpose, tools);
    let resolve: Open['resolve'] = () => undefined;
    const answer = new Promise<PublicIssue | null>(done => (resolve = done));
    const open: Open = { key, advisory, purpose, tools, model, answer, resolve, panel: null };
    model.onDidChange(() => {
      if (model.state.phase === 'done') resolve(model.issue);
    });
    return open;
  }

  async #model(
    key: string,
    advisory: Advisory,
    purpose: IssuePurpose,
    tools: IssueTools,
  ): Promise<IssueModel> {
    const parts = {
      tools,
      sandbox: this.#parts.session.isPractice,
      keep: async (link: IssueLink) => {
        await keepOpened(this.#parts.context.globalState)(link);
        if (link.fix) await this.#parts.begun(advisory, link.issue);
      },
      failed: (step: string, error: unknown) =>
        void this.#failed(key, advisory, purpose, step, error).catch(this.#parts.report),
    };
    const record = readIssueRecord(await this.#store.load(key));
    if (record) samePurpose(record.confirmed.purpose ?? 'bug', purpose);
    if (record) return IssueModel.unfinished(parts, record, plainTitle(advisory.title));
    const prepared = await window.withProgress(
      { location: ProgressLocation.Notification, title: 'Preparing the public issue', cancellable: true },
      (_, token) => {
        const stop = new AbortController();
        token.onCancellationRequested(() => stop.abort());
        return prepareIssue(tools, advisory, purpose, stop.signal);
      },
    );
    return IssueModel.review(parts, prepared, proposeIssue(prepared));
  }

  #panel(open: Open): void {
    const page = new IssuePage(open.model, () => open.panel?.close());
    open.panel = new PortPanel(
      {
        extensionUri: this.#parts.context.extensionUri,
        viewType: 'ghsa.issue',
        title: `Issue: ${settings.hideTitles() ? shortId(open.advisory.ghsaId) : tabTitle(page.title)}`,
        heading: open.purpose === 'fix' ? 'Fix in public' : 'Open a public issue',
        report: this.#parts.report,
        closed: () => void this.#closed(open).catch(this.#parts.report),
      },
      page,
    );
  }

  /** The steps go on without their page; whoever waits for the issue waits for them. */
  async #closed(open: Open): Promise<void> {
    open.panel = null;
    await open.model.settled();
    // Its page was opened again meanwhile.
    if (open.panel !== null) return;
    this.#open.delete(open.key);
    await releaseIssue(open.tools, open.key);
    open.resolve(open.model.issue);
  }

  async #failed(
    key: string,
    advisory: Advisory,
    purpose: IssuePurpose,
    step: string,
    error: unknown,
  ): Promise<void> {
    this.#parts.report(error);
    // Whoever looks at the page sees it there, and a notification would lie over its button.
    if ((await this.#open.get(key))?.panel?.visible) return;
    const answer = await window.showWarningMessage(
      `${shortId(advisory.ghsaId)}: the public issue stopped at "${step.toLowerCase()}". Nothing is lost.`,
      'Continue',
      'Show',
    );
    if (!answer) return;
    const { model } = await this.show(advisory, purpose);
    if (answer === 'Continue') model.start();
  }
}
