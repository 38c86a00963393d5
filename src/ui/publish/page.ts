import type { PortPage } from '../port/page.ts';
import type { ToHost, ToPage } from '../port/protocol.ts';
import { openLink } from '../port/stepLinks.ts';
import type { PublishModel } from './model.ts';

/** The page of an advisory that is to be published: shows the model's state and hands what is pressed to it. */
export class PublishPage implements PortPage {
  readonly model: PublishModel;
  readonly onDidChange: PublishModel['onDidChange'];
  readonly #close: () => unknown;

  constructor(model: PublishModel, close: () => unknown) {
    this.model = model;
    this.onDidChange = model.onDidChange;
    this.#close = close;
  }

  get title(): string {
    return this.model.state.advisoryTitle;
  }

  message(): ToPage {
    return { t: 'publish', state: this.model.state, revision: 0 };
  }

  handle(message: ToHost): unknown {
    const { model } = this;
    switch (message.t) {
      case 'confirm':
        return typeof message.typed === 'string' ? model.confirm(message.typed) : undefined;
      case 'keep':
        return model.keep(message.finding, message.reason);
      case 'unkeep':
        return model.unkeep(message.finding);
      case 'openLink':
        return openLink(model.state, message.step);
      case 'makePublic':
        return model.makePublic(message.seen);
      case 'cancel':
      case 'close':
        return this.#close();
      default:
        throw new Error(`The page that publishes knows no ${message.t}.`);
    }
  }
}
