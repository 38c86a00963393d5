import { Disposable, window, type ExtensionContext } from 'vscode';
import { repoName, shortId, type Advisory } from '../../advisory/model.ts';
import type { GitHub } from '../../github/index.ts';
import type { Work } from '../../work.ts';
import { chooseAdvisory } from '../advisories/choose.ts';
import type { AdvisoriesModel } from '../advisories/model.ts';
import { advisoryOf } from '../advisories/rows.ts';
import { rowId } from '../advisories/states.ts';
import type { Commands } from '../common/commands.ts';
import type { ProgressRecords } from '../common/progress.ts';
import type { SecretStore } from '../common/secretStore.ts';
import { openOutside } from '../decide/ask.ts';
import type { Session } from '../session/session.ts';
import type { Announcements } from './announcements.ts';

export interface AnnounceCommandParts {
  readonly context: ExtensionContext;
  readonly commands: Commands;
  readonly session: Session;
  readonly model: AdvisoriesModel;
  readonly progress: ProgressRecords;
  readonly drafts: SecretStore;
  /** Loads the floors below; nothing of them is evaluated before. */
  readonly work: () => Promise<Work>;
  readonly github: () => Promise<GitHub>;
}

/** What the tests reach. */
export interface AnnounceDoor {
  readonly announcements: () => Promise<Announcements>;
  /** Resolves when every edited text is kept. */
  readonly kept: () => Promise<void>;
}

/** The announcement and the CVE record. The pages are loaded when the first one is opened. */
export function registerAnnounce(parts: AnnounceCommandParts): Disposable & AnnounceDoor {
  const { context, commands, session, model, progress, drafts, github } = parts;
  let made: Promise<Announcements> | undefined;
  const announcements = () =>
    (made ??= parts.work().then(work => {
      const report = (error: unknown) => commands.log(error);
      return new work.Announcements({ context, session, model, progress, drafts, github, report });
    }));

  /** Does its project announce by e-mail? */
  const announced = async () => {
    const { profileOf } = await parts.work();
    return ({ repo }: Advisory) => profileOf(repoName(repo)).mail !== null;
  };

  /** As it was read last; asks which one where none is named. */
  const choose = async (row: unknown): Promise<Advisory | null> => {
    const first = (await made)?.active ?? null;
    const named = advisoryOf(row) ?? (row === undefined ? first : null);
    if (model.state.kind !== 'loaded') await model.refresh();
    if (named === null) return chooseAdvisory(model, await announced(), { first });
    return model.advisoryOf(rowId(named)) ?? named;
  };

  const registered = Disposable.from(
    commands.register('ghsa.announce', async (row?: unknown) => {
      const advisory = await choose(row);
      if (!advisory || model.state.kind !== 'loaded') return;
      if ((await announced())(advisory)) (await announcements()).open(advisory);
      else await elsewhere(advisory);
    }),
    commands.register('ghsa.saveCveRecord', async (row?: unknown) => {
      const advisory = await choose(row);
      const done = advisory && (await (await announcements()).saveRecord(advisory));
      if (done) void window.showInformationMessage(done);
    }),
  );
  const kept = async () => (await made)?.kept();
  return Object.assign(registered, { announcements, kept });
}

/** Where a project publishes on GitHub, that is done there. */
async function elsewhere({ repo, ghsaId, htmlUrl }: Advisory): Promise<void> {
  const open = 'Open on GitHub';
  const answer = await window.showInformationMessage(
    `${repoName(repo)} announces nothing by e-mail: ${shortId(ghsaId)} is published on GitHub.`,
    open,
  );
  if (answer === open) await openOutside(htmlUrl);
}
