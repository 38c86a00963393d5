import { Disposable, ProgressLocation, window, workspace, type ExtensionContext } from 'vscode';
import type { Advisory } from '../../advisory/model.ts';
import type { GitHub } from '../../github/index.ts';
import type { Work } from '../../work.ts';
import { chooseAdvisory } from '../advisories/choose.ts';
import { advisoryOf } from '../advisories/index.ts';
import type { AdvisoriesModel } from '../advisories/model.ts';
import type { Commands } from '../common/commands.ts';
import { ContextKey } from '../common/contextKey.ts';
import { gitAllowed } from '../common/gitAllowed.ts';
import type { ProgressRecords } from '../common/progress.ts';
import type { BackportingWay } from '../backports/make/register.ts';
import type { ForkDoor } from '../fork/index.ts';
import type { Session } from '../session/session.ts';
import { choosePull } from './choosePull.ts';
import { jobOfWindow, leaveWindow, scratchRootOf } from './scratchRoot.ts';
import { jobStoreOf } from '../common/jobRecords.ts';
import type { SecretStore } from '../common/secretStore.ts';
import { UnfinishedPorts } from './unfinished.ts';
import type { Leftovers } from './leftovers.ts';
import type { Ports } from './open.ts';

export interface PortCommandParts {
  readonly context: ExtensionContext;
  readonly commands: Commands;
  readonly session: Session;
  readonly model: AdvisoriesModel;
  /** Unsaved texts of advisories: Remove Traces lists them. */
  readonly drafts: SecretStore;
  readonly progress: ProgressRecords;
  /** Loads the floors below; nothing of them is evaluated before. */
  readonly work: () => Promise<Work>;
  readonly github: () => Promise<GitHub>;
  /** Remove Traces lists private clones, too. */
  readonly fork: ForkDoor;
  /** What is left of backports lies where what is left of ports does. */
  readonly backporting: BackportingWay['backporting'];
}

/** What the roof and the tests reach. */
export interface PortDoor {
  readonly ports: () => Promise<Ports>;
  readonly unfinished: UnfinishedPorts;
}

/** The commands of the port. The pages, git and GitHub are loaded when the first one runs. */
export function registerPort(parts: PortCommandParts): Disposable & PortDoor {
  const { context, commands, session, model } = parts;
  const store = jobStoreOf(context);
  const unfinished = new UnfinishedPorts(store, scratchRootOf(context));
  let made: Promise<{ readonly ports: Ports; readonly leftovers: Leftovers }> | undefined;
  const opened = () =>
    (made ??= (async () => {
      const work = await parts.work();
      const { github } = parts;
      const report = (error: unknown) => commands.log(error);
      const ports = new work.Ports({ context, session, github, store, report, progress: parts.progress });
      const { drafts, progress, fork, backporting } = parts;
      const known = { store, drafts, progress, unfinished, fork, backports: await backporting() };
      const leftovers = new work.Leftovers(ports, { context, github, ...known });
      await leftovers.sweep();
      return { ports, leftovers };
    })());

  const registered = Disposable.from(
    new Disposable(() => leaveWindow(context)),
    commands.register('ghsa.port', async row => {
      if (!mayRun(context)) return;
      const advisory = advisoryOf(row) ?? (await chooseAdvisory(model, hasFork));
      const pull = advisory && (await choosePull(await parts.github(), advisory));
      if (pull) await (await opened()).ports.port(advisory, pull);
    }),
    commands.register('ghsa.continuePort', async row => {
      if (!mayRun(context)) return;
      await (await opened()).leftovers.continueAny(advisoryOf(row));
    }),
    commands.register('ghsa.applyPatch', async row => {
      if (!mayRun(context)) return;
      const advisory = advisoryOf(row) ?? (await chooseAdvisory(model, () => true));
      const patch = advisory && (await choosePatch());
      if (patch) await (await opened()).ports.port(advisory, patch);
    }),
    commands.register('ghsa.removeTraces', async () => (await opened()).leftovers.removeTraces()),
    commands.register('ghsa.pullPatch', async row => {
      const advisory = advisoryOf(row) ?? (await chooseAdvisory(model, hasFork));
      if (advisory) await pullPatch(await parts.github(), advisory);
    }),
  );
  const ours = jobOfWindow(context) !== null;
  new ContextKey<boolean>('ghsa:jobWindow').set(ours);
  if (ours) void commands.run(async () => (await opened()).leftovers.resumeWindow());
  return Object.assign(registered, {
    ports: async () => (await opened()).ports,
    unfinished,
  });
}

const hasFork = ({ privateFork }: Advisory) => privateFork !== null;

/** In a window of ours lie only files of ours; git runs in scratch and takes nothing of theirs. */
function mayRun(context: ExtensionContext): boolean {
  return jobOfWindow(context) !== null || gitAllowed();
}

/** The file that somebody handed over. It is read once and kept in memory. */
async function choosePatch(): Promise<{ readonly name: string; readonly bytes: Uint8Array } | null> {
  const [file] =
    (await window.showOpenDialog({
      title: 'Apply .patch File',
      openLabel: 'Apply',
      filters: { Patch: ['patch', 'diff', 'eml', 'mbox'], 'All files': ['*'] },
    })) ?? [];
  return file
    ? { name: file.path.slice(file.path.lastIndexOf('/') + 1), bytes: await workspace.fs.readFile(file) }
    : null;
}

/** Saves REST's patch of the private pull request, byte for byte, where the user says. */
async function pullPatch(github: GitHub, advisory: Advisory): Promise<void> {
  const pull = await choosePull(github, advisory);
  if (!pull || advisory.privateFork === null) return;
  const fork = advisory.privateFork;
  const bytes = await window.withProgress(
    { location: ProgressLocation.Notification, title: 'Pulling the patch', cancellable: true },
    (_, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => stop.abort());
      return github.pulls.patch(fork, pull.number, stop.signal);
    },
  );
  const target = await window.showSaveDialog({ title: 'Pull .patch File', filters: { Patch: ['patch'] } });
  if (target) await workspace.fs.writeFile(target, bytes);
}
