import { Disposable, window, type ExtensionContext } from 'vscode';
import type { Advisory } from '../../advisory/model.ts';
import type { GitHub } from '../../github/index.ts';
import type { Work } from '../../work.ts';
import { advisoryOf } from '../advisories/index.ts';
import type { AdvisoriesModel } from '../advisories/model.ts';
import { chooseAdvisory } from '../advisories/choose.ts';
import type { Commands } from '../common/commands.ts';
import { SecretsKept } from '../common/kept.ts';
import type { SecretStore } from '../common/secretStore.ts';
import type { Session } from '../session/session.ts';
import type { Editors } from './editors.ts';
import { parseLink } from './link.ts';
import type { TabName } from './protocol.ts';
import { openBefore } from './remembered.ts';

export interface EditorCommandParts {
  readonly context: ExtensionContext;
  readonly commands: Commands;
  readonly session: Session;
  readonly model: AdvisoriesModel;
  readonly drafts: SecretStore;
  readonly work: () => Promise<Work>;
  readonly github: () => Promise<GitHub>;
}

const tabs: readonly TabName[] = ['severity', 'advisory', 'discussion', 'preview'];

/** What the roof and the tests reach. */
export interface EditorDoor {
  readonly editors: () => Promise<Editors>;
  /** What a link of ours does. @throws LinkError */
  readonly openLink: (uri: { readonly path: string; readonly query: string }) => Promise<void>;
  /** Resolves when every draft is kept. */
  readonly kept: () => Promise<void>;
}

/** What is no link of ours. */
class LinkError extends Error {
  override readonly name = 'LinkError';
  readonly kind = 'link';
}

/** The advisory page: its commands, its links, and the pages that were open before a restart. */
export function registerEditor(parts: EditorCommandParts): Disposable & EditorDoor {
  const { context, commands, session, model, drafts: store, github } = parts;
  let made: Promise<Editors> | undefined;
  const editors = () =>
    (made ??= parts.work().then(work => {
      const kept = new SecretsKept(context);
      const report = (error: unknown) => commands.log(error);
      return new work.Editors({
        ...{ context, session, github, store, report },
        draftsKept: () => kept.value,
        others: () => model.advisories,
        read: advisory => model.take(advisory),
      });
    }));
  const known = (advisory: Advisory) =>
    model.state.kind === 'loaded' ? { advisory, login: model.state.login } : null;

  const openLink = async (uri: { readonly path: string; readonly query: string }) => {
    const ref = parseLink(uri);
    if (!ref)
      throw new LinkError('This link names no advisory. It has the form …/advisory?owner=…&repo=…&ghsa=….');
    (await editors()).open(ref);
  };

  const registered = Disposable.from(
    commands.register('ghsa.openAdvisory', async (row, tab, comment, ranges) => {
      const advisory = advisoryOf(row) ?? (await chooseAdvisory(model, () => true));
      const at = tabs.find(name => name === tab);
      if (!advisory) return;
      const page = (await editors()).open(advisory, { known: known(advisory), ...(at ? { tab: at } : {}) });
      // A menu of rows passes the chosen rows there.
      if (at === 'discussion' && typeof comment === 'string') await page.model.propose(comment);
      if (at === 'advisory' && isTexts(ranges)) await page.model.proposeRanges(ranges);
    }),
    commands.register('ghsa.saveAdvisory', async () => (await editors()).press('save')),
    commands.register('ghsa.nextFinding', async () => (await editors()).press('nextFinding')),
    commands.register('ghsa.previousFinding', async () => (await editors()).press('previousFinding')),
    commands.register('ghsa.togglePreview', async () => (await editors()).press('togglePreview')),
    // Nothing is loaded for it: only pages that are open are told.
    model.onDidChange(() => void made?.then(open => open.newer(model.advisories))),
    window.registerUriHandler({ handleUri: uri => void commands.run(() => openLink(uri)) }),
  );
  const before = openBefore(context);
  if (before.length > 0) {
    void commands.run(async () => {
      for (const { column, ...ref } of before)
        (await editors()).open(ref, column === undefined ? {} : { column });
    });
  }
  const kept = async () => (await made)?.kept();
  return Object.assign(registered, { editors, openLink, kept });
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(entry => typeof entry === 'string');
}
