import { window, workspace } from 'vscode';
import { blobBytes } from '../../git/index.ts';
import { portFields, type Amendment, type PortTools } from '../../jobs/port/index.ts';
import { openDiff, openDiffs } from './diffs.ts';
import { blobOf, shown, type Side } from './documents.ts';
import type { PortModel } from './model.ts';
import type { PortPage } from './page.ts';
import type { ToHost, ToPage } from './protocol.ts';
import { whileSigning } from './signing.ts';
import { copyRanges, useRanges } from './copyRanges.ts';
import { copyLabelRequest, openLink } from './stepLinks.ts';

export interface ReviewPageParts {
  readonly tools: PortTools;
  readonly openPrivatePull: () => unknown;
  readonly close: () => unknown;
}

/** The port before and behind the line: shows the model's state and hands what is pressed to it. */
export class ReviewPage implements PortPage {
  readonly model: PortModel;
  readonly onDidChange: PortModel['onDidChange'];
  readonly #parts: ReviewPageParts;
  /** The last edit that was taken in; goes back with each state (see protocol). */
  #revision = 0;

  constructor(model: PortModel, parts: ReviewPageParts) {
    this.model = model;
    this.onDidChange = model.onDidChange;
    this.#parts = parts;
  }

  get title(): string {
    return this.model.state.advisoryTitle;
  }

  message(): ToPage {
    return { t: 'state', state: this.model.state, revision: this.#revision };
  }

  handle(message: ToHost): unknown {
    const { model } = this;
    switch (message.t) {
      case 'edit':
        if (!portFields.includes(message.field) || typeof message.value !== 'string') return undefined;
        this.#revision = message.revision;
        return model.edit(message.field, message.value);
      case 'author':
        return model.chooseAuthor(message.id);
      case 'sign':
        return message.on === true
          ? whileSigning(signal => model.setSigned(true, signal))
          : model.setSigned(false);
      case 'amend':
        return model.amend(message.how as Amendment);
      case 'label':
        return model.setLabel(message.target, message.name, message.on);
      case 'backport':
        return model.setBackport(message.branch, message.on);
      case 'copyRanges':
        return copyRanges(model, message.as === 'record');
      case 'useRanges':
        return useRanges(model);
      case 'existingIssue':
        return model.useIssue(message.number);
      case 'fix':
        return model.fix(message.finding, message.fix);
      case 'keep':
        return model.keep(message.finding, message.reason);
      case 'unkeep':
        return model.unkeep(message.finding);
      case 'openFile':
        return openDiff(model.key, message.path);
      case 'reviewAll':
        return openDiffs(model.key, model.state.view.files, 'What becomes public');
      case 'openPrivatePull':
        return this.#parts.openPrivatePull();
      case 'openLink':
        return openLink(model.state, message.step);
      case 'savePatch':
        return this.#savePatch();
      case 'copyLabelRequest':
        return copyLabelRequest(model.state, 'pull');
      case 'makePublic':
        return model.makePublic(message.seen);
      case 'continue':
        return model.start();
      case 'stopAfterStep':
        return model.stopAfterStep();
      case 'cancel':
      case 'close':
        return this.#parts.close();
      default:
        throw new Error(`The port knows no ${message.t}.`);
    }
  }

  async read(side: Side, path: string): Promise<string> {
    const { prepared, draft } = this.model;
    if (!prepared || !draft || (side !== 'main' && side !== 'fix')) return '';
    const file = prepared.files.find(entry => entry.path === path);
    if (!file) return side === 'fix' ? draft.texts['commit.blurb'] : '';
    const blob = blobOf(file, side);
    if (blob === null) return '';
    return shown(await blobBytes(this.#parts.tools.git, { path: prepared.scratch, borrows: true }, blob));
  }

  async #savePatch(): Promise<void> {
    const { prepared } = this.model;
    if (!prepared) return;
    const target = await window.showSaveDialog({ title: 'Save .patch', filters: { Patch: ['patch'] } });
    if (target) await workspace.fs.writeFile(target, prepared.patch);
  }
}
