import { blobBytes, type Git } from '../../../git/index.ts';
import { openDiff, openDiffs } from '../../port/diffs.ts';
import { blobOf, shown, type Side } from '../../port/documents.ts';
import type { PortPage } from '../../port/page.ts';
import type { ToHost, ToPage } from '../../port/protocol.ts';
import { whileSigning } from '../../port/signing.ts';
import { copyLabelRequest, openLink } from '../../port/stepLinks.ts';
import type { BackportFieldId } from './job.ts';
import type { BackportModel } from './model.ts';

export interface BackportPageParts {
  readonly git: Git;
  /** Opens what is backported. */
  readonly openSource: () => unknown;
  readonly close: () => unknown;
  /** Takes the change from somewhere else. */
  readonly takeFrom: (id: string) => unknown;
  /** Nobody goes on with it. */
  readonly discard: () => unknown;
}

const fields: readonly string[] = [
  'commit.branch',
  'commit.message',
  'pull.title',
  'pull.body',
] satisfies BackportFieldId[];

/** The page of a backport: shows the model's state and hands what is pressed to it. */
export class BackportPage implements PortPage {
  readonly model: BackportModel;
  readonly onDidChange: BackportModel['onDidChange'];
  readonly #parts: BackportPageParts;
  /** The last edit that was taken in; goes back with each state (see protocol). */
  #revision = 0;

  constructor(model: BackportModel, parts: BackportPageParts) {
    this.model = model;
    this.onDidChange = model.onDidChange;
    this.#parts = parts;
  }

  get title(): string {
    return this.model.state.advisoryTitle;
  }

  message(): ToPage {
    return { t: 'onto', state: this.model.state, revision: this.#revision };
  }

  handle(message: ToHost): unknown {
    const { model } = this;
    const { branch } = model.state;
    switch (message.t) {
      case 'edit':
        if (!isField(message.field) || typeof message.value !== 'string') return undefined;
        this.#revision = message.revision;
        return model.edit(message.field, message.value);
      case 'author':
        // There is one: who wrote the fix.
        return undefined;
      case 'from':
        return this.#parts.takeFrom(message.id);
      case 'amend':
        return message.how === 'discard' ? this.#parts.discard() : undefined;
      case 'sign':
        return message.on === true
          ? whileSigning(signal => model.setSigned(true, signal))
          : model.setSigned(false);
      case 'label':
        return model.setLabel(message.name, message.on === true);
      case 'fix':
        return model.fix(message.finding, message.fix);
      case 'keep':
        return model.keep(message.finding, message.reason);
      case 'unkeep':
        return model.unkeep(message.finding);
      case 'openFile':
        return openDiff(model.key, message.path, branch);
      case 'reviewAll':
        return openDiffs(model.key, model.state.view.files, `Backport to ${branch}`);
      case 'openPrivatePull':
        return this.#parts.openSource();
      case 'openLink':
        return openLink(model.state, message.step);
      case 'copyLabelRequest':
        return copyLabelRequest(model.state, 'pull');
      case 'makePublic':
        return model.send(message.seen);
      case 'continue':
        return model.start();
      case 'stopAfterStep':
        return model.stopAfterStep();
      case 'cancel':
      case 'close':
        return this.#parts.close();
      default:
        throw new Error(`The backport knows no ${message.t}.`);
    }
  }

  /** A side of a file, for its diff. */
  async read(side: Side, path: string): Promise<string> {
    const { change } = this.model.job;
    const file = change?.files.find(entry => entry.path === path);
    if (!change || !file || (side !== 'main' && side !== 'fix')) return '';
    const blob = blobOf(file, side);
    if (blob === null) return '';
    return shown(await blobBytes(this.#parts.git, { path: change.scratch, borrows: true }, blob));
  }
}

function isField(field: string): field is BackportFieldId {
  return fields.includes(field);
}
