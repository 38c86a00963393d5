import type { Uri } from 'vscode';
import { shortId } from '../../advisory/model.ts';
import { publish } from '../../jobs/publish/index.ts';
import { tabTitle } from '../common/pagePanel.ts';
import { settings } from '../common/settings.ts';
import type { Case } from '../decide/case.ts';
import { PortPanel } from '../port/panel.ts';
import { PublishModel } from './model.ts';
import { PublishPage } from './page.ts';

export interface PublishPagesParts {
  readonly extensionUri: Uri;
  readonly isPractice: () => boolean;
  readonly report: (error: unknown) => void;
}

/** The pages of advisories that are to be published: one of each. */
export class PublishPages {
  readonly #parts: PublishPagesParts;
  readonly #open = new Map<string, { readonly panel: PortPanel; readonly model: PublishModel }>();

  constructor(parts: PublishPagesParts) {
    this.#parts = parts;
  }

  /** Shows the page of an advisory, with what the tests look at. */
  show(at: Case): PublishModel {
    const { ghsaId } = at.advisory;
    const known = this.#open.get(ghsaId);
    const { advisory, facts } = at;
    const merged = facts.publicFix?.state === 'merged' || facts.pulls?.some(pull => pull.merged) === true;
    if (known) {
      known.model.renew({ advisory, merged });
      known.panel.reveal();
      return known.model;
    }
    const { extensionUri, isPractice, report } = this.#parts;
    const model = new PublishModel(
      {
        sandbox: isPractice(),
        merged,
        publish: (seen, confirmed) =>
          at.act(
            'Publishing',
            async parts => publish({ ...parts, github: await at.parts.github() }, seen, confirmed),
            { adminOnly: true },
          ),
      },
      advisory,
    );
    const page: PublishPage = new PublishPage(model, () => panel.close());
    const panel: PortPanel = new PortPanel(
      {
        ...{ extensionUri, report, viewType: 'ghsa.publish', heading: 'Publish on GitHub' },
        title: `Publish: ${settings.hideTitles() ? shortId(ghsaId) : tabTitle(page.title)}`,
        closed: () => this.#open.delete(ghsaId),
      },
      page,
    );
    this.#open.set(ghsaId, { panel, model });
    return model;
  }
}
