import { issueFields, type IssueField } from '../../jobs/issue/index.ts';
import type { PortPage } from '../port/page.ts';
import type { ToHost, ToPage } from '../port/protocol.ts';
import { copyLabelRequest, openLink } from '../port/stepLinks.ts';
import type { IssueModel } from './model.ts';

/** The page of a public issue: shows the model's state and hands what is pressed to it. */
export class IssuePage implements PortPage {
  readonly model: IssueModel;
  readonly onDidChange: IssueModel['onDidChange'];
  readonly #close: () => unknown;
  /** The last edit that was taken in; goes back with each state (see protocol). */
  #revision = 0;

  constructor(model: IssueModel, close: () => unknown) {
    this.model = model;
    this.onDidChange = model.onDidChange;
    this.#close = close;
  }

  get title(): string {
    return this.model.state.advisoryTitle;
  }

  message(): ToPage {
    return { t: 'issue', state: this.model.state, revision: this.#revision };
  }

  handle(message: ToHost): unknown {
    const { model } = this;
    switch (message.t) {
      case 'edit':
        if (!isField(message.field) || typeof message.value !== 'string') return undefined;
        this.#revision = message.revision;
        return model.edit(message.field, message.value);
      case 'label':
        return model.setLabel(message.name, message.on === true);
      case 'existingIssue':
        return model.useIssue(message.number);
      case 'fix':
        return model.fix(message.finding, message.fix);
      case 'keep':
        return model.keep(message.finding, message.reason);
      case 'unkeep':
        return model.unkeep(message.finding);
      case 'openLink':
        return openLink(model.state, message.step);
      case 'copyLabelRequest':
        return copyLabelRequest(model.state, 'issue');
      case 'makePublic':
        return model.makePublic(message.seen);
      case 'continue':
        return model.start();
      case 'stopAfterStep':
        return model.stopAfterStep();
      case 'cancel':
      case 'close':
        return this.#close();
      default:
        throw new Error(`The public issue knows no ${message.t}.`);
    }
  }
}

function isField(field: string): field is IssueField {
  return (issueFields as readonly string[]).includes(field);
}
