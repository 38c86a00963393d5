import { shortId, type Advisory } from '../../advisory/model.ts';
import { newReaders, type Assessment, type Facts, type Readers } from '../../process/index.ts';
import type { CommandId } from '../common/commands.ts';
import type { TabName } from '../editor/protocol.ts';
import { advisoryFace } from './advisoryFace.ts';
import type { Badge } from './badges.ts';
import { keyOf, type Node } from './rows.ts';
import { stepFace } from './stepFace.ts';
import { count } from './words.ts';

/** What rows are drawn from. */
export interface Look {
  readonly now: Date;
  readonly hideTitles: boolean;
  /** `owner/name` of the first repository: its name needs not be said. */
  readonly firstRepo: string;
  readonly assessment: (advisory: Advisory) => Assessment;
  readonly facts: (advisory: Advisory) => Facts;
  readonly readersOf: (advisory: Advisory) => Readers;
  /** Has this machine a clone of its private fork? */
  readonly cloned?: (advisory: Advisory) => boolean;
}

/** Everything that a row shows but its hover. No `vscode` here: the tree only hands it on. */
export interface Face {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** A codicon and its theme colour. */
  readonly icon: string | null;
  readonly colour: string | null;
  readonly badge: Badge | null;
  /** Words for the menus in package.json. */
  readonly context: string;
  /** What a screen reader says. */
  readonly spoken: string;
  /** null: it has a hover of its own. */
  readonly tooltip: string | null;
  readonly folds: 'not' | 'open' | 'closed';
  /** What a click does, with the row; it only ever shows. */
  readonly click: Click | null;
}

export interface Click {
  readonly command: CommandId;
  readonly title: string;
  /** Tab of the advisory page. */
  readonly tab: TabName | null;
}

/** What a kind of row says; the rest is as on most rows. */
export type Special = Pick<Face, 'label' | 'description' | 'context'> & Partial<Face>;

export function faceOf(node: Node, look: Look): Face {
  const special = specialOf(node, look);
  const { label, description } = special;
  return {
    ...{ id: keyOf(node), icon: null, colour: null, badge: null, folds: 'not', click: null },
    spoken: [label, description].filter(words => words !== '').join(', '),
    tooltip: [label, description].filter(words => words !== '').join(': '),
    ...special,
  };
}

function specialOf(node: Node, look: Look): Special {
  switch (node.kind) {
    case 'group': {
      const { label, detail, move } = node.group;
      return { label, description: detail, context: 'group', folds: move === 'other' ? 'closed' : 'open' };
    }
    case 'advisory':
      return advisoryFace(node.advisory, look);
    case 'step':
      return stepFace(node.step, look.facts(node.advisory));
    case 'mistake':
      return {
        ...{ label: node.mistake.label, context: `mistake ${node.mistake.id}` },
        description: `${shortId(node.advisory.ghsaId)}, what to do`,
        ...{ icon: 'error', colour: 'list.errorForeground', badge: { kind: 'mistake', mark: false } },
        click: { command: 'ghsa.showMistake', title: 'What to Do About This', tab: null },
      };
    case 'done':
      return {
        ...{ label: 'Done', description: count(node.steps.length, 'step'), context: 'done', folds: 'closed' },
        ...{ icon: 'check-all', colour: 'testing.iconPassed' },
      };
    case 'readers':
      return {
        label: 'Who can see this',
        description: readersWords(look.readersOf(node.advisory), look.facts(node.advisory)),
        ...{ context: 'readers', icon: 'eye', colour: 'descriptionForeground' },
        click: { command: 'ghsa.whoCanSee', title: 'Who Can See This?', tab: null },
      };
    case 'failure': {
      const { kind, message } = node.failure;
      const icon =
        kind === 'sso'
          ? { icon: 'key', colour: 'list.warningForeground', description: 'single sign-on needed' }
          : { icon: 'error', colour: 'list.errorForeground', description: message };
      return {
        label: node.name,
        ...icon,
        context: `failure ${kind}`,
        spoken: `${node.name}: ${message}`,
        tooltip: message,
      };
    }
  }
}

/** "9 people, 1 new"; at least so many where a team or the admins could not be read. */
function readersWords({ people, unknown, everybody }: Readers, { progress }: Facts): string {
  if (everybody) return 'everybody';
  const fresh = progress.seen ? newReaders(people, progress.seen.readers).length : 0;
  const all = `${unknown.length > 0 ? 'at least ' : ''}${count(people.length, 'person', 'people')}`;
  return fresh === 0 ? all : `${all}, ${fresh} new`;
}
