import { Disposable, type ExtensionContext } from 'vscode';
import type { GitHub } from '../../github/index.ts';
import type { ActionId } from '../../process/types.ts';
import type { Work } from '../../work.ts';
import type { AdvisoriesModel } from '../advisories/model.ts';
import type { Commands } from '../common/commands.ts';
import { keepLinks } from '../common/portLinks.ts';
import type { ProgressRecords } from '../common/progress.ts';
import type { EditorDoor } from '../editor/index.ts';
import type { PublicIssueParts } from '../issue/face.ts';
import type { Session } from '../session/session.ts';
import type { Desk } from './desk.ts';
import type { Decision } from './fits.ts';

export interface DecideParts {
  readonly context: ExtensionContext;
  readonly commands: Commands;
  readonly session: Session;
  readonly model: AdvisoriesModel;
  readonly progress: ProgressRecords;
  readonly editor: EditorDoor;
  /** Loads the floors below; nothing of them is evaluated before. */
  readonly work: () => Promise<Work>;
  readonly github: () => Promise<GitHub>;
}

const decisions: readonly Decision[] = [
  'volunteer',
  'handOver',
  'accept',
  'reject',
  'reopen',
  'close',
  'withdrawRequest',
  'setCveId',
  'askCredit',
  'recordCredit',
  'addCollaborators',
  'handleAsSigning',
  'signing',
  'fixInPublic',
  'publish',
  'requestCve',
  'shareLinks',
  'findLinks',
];

/** Actions that are no decision; their commands name them in tooltips and menus. */
const steps = ['score', 'write', 'showPull'] as const satisfies readonly ActionId[];

/** The commands of the process. What they do is loaded when the first one runs. */
export function registerDecide(parts: DecideParts): Disposable {
  const { context, commands, session, model, progress, editor, github } = parts;
  let made: Promise<Desk> | undefined;
  const desk = () =>
    (made ??= parts.work().then(work => {
      const report = (error: unknown) => commands.log(error);
      const begun: PublicIssueParts['begun'] = (advisory, publicIssue) =>
        progress.update(advisory, { publicIssue });
      const issues = new work.PublicIssues({ context, session, github, begun, report });
      return new work.Desk({
        ...{ context, commands, model, progress, github, report },
        editors: editor.editors,
        issues: async () => issues,
        publishing: new work.PublishPages({
          ...{ extensionUri: context.extensionUri, report },
          isPractice: () => session.isPractice,
        }),
        keepLinks: links => keepLinks(context.globalState, links),
      });
    }));
  return Disposable.from(
    new Disposable(() => void made?.then(open => open.dispose())),
    ...decisions.map(decision =>
      commands.register(`ghsa.${decision}`, async (row?: unknown, reply?: unknown, written?: unknown) =>
        // A menu of rows passes the chosen rows there.
        (await desk()).decide(
          decision,
          row,
          typeof reply === 'string' && reply.trim() !== ''
            ? { text: reply, written: written === true }
            : undefined,
        ),
      ),
    ),
    ...steps.map(action =>
      commands.register(`ghsa.step.${action}`, async (row?: unknown) => (await desk()).doAction(row, action)),
    ),
    commands.register('ghsa.doStep', async (row, action) => (await desk()).doStep(row, action)),
    commands.register('ghsa.whoCanSee', async (row?: unknown) => (await desk()).whoCanSee(row)),
    commands.register('ghsa.somethingLeaked', async (row?: unknown) => (await desk()).somethingLeaked(row)),
    commands.register('ghsa.showMistake', async (row?: unknown) => (await desk()).showMistake(row)),
    commands.register('ghsa.newAdvisory', async () => (await desk()).newAdvisory()),
  );
}
