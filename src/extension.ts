import { ExtensionMode, type ExtensionContext } from 'vscode';
import type { GitHub } from './github/index.ts';
import { registerAdvisories } from './ui/advisories/index.ts';
import { AdvisoriesModel } from './ui/advisories/model.ts';
import type { AdvisoryTree } from './ui/advisories/tree.ts';
import { registerAnnounce, type AnnounceDoor } from './ui/announce/index.ts';
import { registerBackporting, type BackportingWay } from './ui/backports/make/register.ts';
import { registerBackports, type BackportsDoor } from './ui/backports/index.ts';
import { registerBlurb } from './ui/blurb/index.ts';
import { Commands } from './ui/common/commands.ts';
import { Log } from './ui/common/log.ts';
import { keepLinks, linksIn } from './ui/common/portLinks.ts';
import { ProgressRecords } from './ui/common/progress.ts';
import { SecretStore } from './ui/common/secretStore.ts';
import { registerProfiles } from './ui/common/profiles.ts';
import { settings } from './ui/common/settings.ts';
import { registerDecide } from './ui/decide/index.ts';
import { registerEditor, type EditorDoor } from './ui/editor/index.ts';
import { registerFork, type ForkDoor } from './ui/fork/index.ts';
import { registerOutgoing } from './ui/outgoing/index.ts';
import { registerPort } from './ui/port/index.ts';
import { registerPractice } from './ui/practice/index.ts';
import { PracticeWindow } from './ui/practice/window.ts';
import type { Ports } from './ui/port/open.ts';
import type { UnfinishedPorts } from './ui/port/unfinished.ts';
import { registerReports } from './ui/reports/index.ts';
import { Session } from './ui/session/session.ts';

/** Resolves when every draft is kept, and the practice GitHub of this window has stopped. */
let kept: () => Promise<void> = async () => undefined;

/** VS Code waits for this, a little. */
export function deactivate(): Promise<void> {
  return kept();
}

/** The roof: builds the parts, hands them to each other, registers them. Nothing is loaded or asked here. */
export function activate(real: ExtensionContext): TestDoor | undefined {
  const began = performance.now();
  const work = () => import('./work.ts');
  // First of all: a window that practises must not see one real setting, secret or session.
  const practice = PracticeWindow.of(real, { work, sandbox: () => import('./sandbox/index.ts') });
  const context = practice?.context ?? real;
  const log = new Log();
  const commands = new Commands(log);
  const session = new Session(context.secrets, practice?.account);
  const connections = new Map<string, GitHub>();
  // Before anything asks which profile a repository has.
  const profiles = registerProfiles(work, log, () => model.touch());

  const github = async (): Promise<GitHub> => {
    const { connect, outgoing } = await work();
    const { apiUrl } = session;
    const known = connections.get(apiUrl);
    if (known) return known;
    const sent = { onSent: outgoing.github, onSentElsewhere: outgoing.elsewhere };
    const made = connect({ apiUrl, token: () => session.token(apiUrl), log, ...sent });
    connections.set(apiUrl, made);
    return made;
  };

  const progress = new ProgressRecords(
    new SecretStore(context.secrets, context.globalState, 'ghsa.progress'),
    () => session.recordsKey,
  );
  const model = new AdvisoriesModel({
    repositories: () => settings.repositories(),
    signedIn: async () => (await session.token()) !== null,
    github,
    brain: async () => (await work()).brain,
    progress,
    links: () => linksIn(context.globalState),
    found: links => keepLinks(context.globalState, links),
    offered: offer =>
      void work().then(({ offerLinks }) => offerLinks({ context, commands, model, progress }, offer)),
    stopped: advisory => port.unfinished.of(advisory),
    backports: advisory => backports.summary(advisory),
    expired: () => session.expired(),
    log: error => commands.log(error),
  });

  const drafts = new SecretStore(context.secrets, context.globalState, 'ghsa.drafts');
  const fork = registerFork({ context, commands, session, model, progress, work, github });
  const backports = registerBackports({ context, commands, session, model, progress, work, github });
  const made = () => backports.made();
  const making = registerBackporting({ context, commands, session, model, work, github, made });
  const { backporting } = making;
  const port = registerPort({
    ...{ context, commands, session, model, drafts, progress, work, github, fork },
    backporting,
  });
  const editor = registerEditor({ context, commands, session, model, drafts, work, github });
  const announce = registerAnnounce({ context, commands, session, model, progress, drafts, work, github });
  const advisories = registerAdvisories(commands, session, model, port.unfinished, fork.clones);
  kept = async () => void (await Promise.all([editor.kept(), announce.kept(), practice?.stop()]));
  context.subscriptions.push(
    log,
    session,
    profiles,
    commands.register('ghsa.showLog', () => log.show()),
    advisories,
    port,
    making,
    backports,
    editor,
    announce,
    fork,
    registerDecide({ context, commands, session, model, progress, editor, work, github }),
    registerBlurb(commands, work),
    registerPractice({ real, practice, commands, model, progress, work }),
    registerReports({ context, commands, session, work, github }),
    registerOutgoing(commands, work),
  );
  return context.extensionMode === ExtensionMode.Test
    ? {
        session,
        model,
        progress,
        tree: advisories.tree,
        ports: port.ports,
        unfinished: port.unfinished,
        backporting,
        backports: backports.overview,
        editor,
        announcements: announce.announcements,
        clones: fork.clones,
        forks: fork.forks,
        took: performance.now() - began,
      }
    : undefined;
}

/** What the host tests look through. Nobody else gets it. */
export interface TestDoor {
  readonly session: Session;
  readonly model: AdvisoriesModel;
  readonly progress: ProgressRecords;
  readonly tree: AdvisoryTree;
  readonly ports: () => Promise<Ports>;
  readonly unfinished: UnfinishedPorts;
  readonly backporting: BackportingWay['backporting'];
  readonly backports: BackportsDoor['overview'];
  readonly editor: EditorDoor;
  readonly announcements: AnnounceDoor['announcements'];
  readonly clones: ForkDoor['clones'];
  readonly forks: ForkDoor['forks'];
  /** Milliseconds that `activate` took. */
  readonly took: number;
}
