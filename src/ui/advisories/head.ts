import { authentication, Disposable, workspace, type TreeView } from 'vscode';
import type { Advisory } from '../../advisory/model.ts';
import { ContextKey } from '../common/contextKey.ts';
import { gitLimit } from '../common/gitAllowed.ts';
import { settings } from '../common/settings.ts';
import type { Session } from '../session/session.ts';
import type { Loading } from './loading.ts';
import type { AdvisoriesModel, ModelState } from './model.ts';
import { listState, type Node } from './rows.ts';

const hidden = new ContextKey<boolean>('ghsa:titlesHidden');
const list = new ContextKey<string>('ghsa:list');

/** Badge, description and message of the view; the welcome texts hang on the context key. */
export class Head extends Disposable {
  readonly #view: TreeView<Node>;
  readonly #model: AdvisoriesModel;
  readonly #session: Session;
  readonly #loading: Loading;
  #severalAccounts = false;

  constructor(view: TreeView<Node>, model: AdvisoriesModel, session: Session, loading: Loading) {
    const trusted = workspace.onDidGrantWorkspaceTrust(() => this.draw());
    super(() => trusted.dispose());
    this.#view = view;
    this.#model = model;
    this.#session = session;
    this.#loading = loading;
    this.accounts();
  }

  draw(): void {
    const model = this.#model;
    const { state } = model;
    hidden.set(settings.hideTitles());
    list.set(listState(state));
    const heading = {
      ...{ state, filter: model.filter, advisories: model.advisories },
      assessment: (advisory: Advisory) => model.assessment(advisory),
      loading: this.#loading.message,
      limited: gitLimit() !== null,
      account: this.#severalAccounts && state.kind === 'loaded' ? state.login : null,
      sandbox: this.#session.isPractice,
      now: model.now(),
    };
    const { brain } = model;
    this.#view.description = brain?.descriptionOf(heading) ?? '';
    this.#view.message = brain?.messageOf(heading) ?? unread(state, this.#loading.message);
    const badge = brain?.badgeOf(heading);
    if (badge?.tooltip !== this.#view.badge?.tooltip) this.#view.badge = badge;
  }

  /** Looks whether VS Code knows several GitHub accounts; then the view names the one it shows. */
  accounts(): void {
    if (!this.#session.isGitHub) return;
    authentication.getAccounts('github').then(
      accounts => {
        this.#severalAccounts = accounts.length > 1;
        this.draw();
      },
      // No provider, no accounts.
      () => undefined,
    );
  }
}

/** Without the bundle that makes rows there is only this line to say what is wrong. */
function unread(state: ModelState, loading: string): string {
  return state.kind === 'failed' && state.failure.kind !== 'offline' ? state.failure.message : loading;
}
