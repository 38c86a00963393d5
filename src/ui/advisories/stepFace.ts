import type { Facts, Step, StepId, StepState } from '../../process/types.ts';
import type { TabName } from '../editor/protocol.ts';
import { mayOf } from './contexts.ts';
import type { Special } from './faces.ts';
import { plain } from './words.ts';

const dim = 'descriptionForeground';

const icons: Readonly<Record<StepState, readonly [icon: string, colour: string]>> = {
  next: ['arrow-circle-right', 'charts.blue'],
  possible: ['circle-large-outline', dim],
  later: ['circle-small-filled', dim],
  blocked: ['circle-slash', dim],
  waiting: ['history', 'editorWarning.foreground'],
  done: ['check', 'testing.iconPassed'],
  'not-needed': ['dash', dim],
};

const stateWords: Readonly<Record<StepState, string>> = {
  next: 'next',
  possible: 'possible',
  later: 'later',
  blocked: 'blocked',
  waiting: 'waiting',
  done: 'done',
  'not-needed': 'not needed',
};

/** Where a step is done or seen in the advisory's page. */
const tabs: Readonly<Partial<Record<StepId, TabName>>> = {
  coordinator: 'advisory',
  cve: 'advisory',
  severity: 'severity',
  texts: 'advisory',
  versions: 'advisory',
  credit: 'advisory',
  collaborators: 'advisory',
  announce: 'preview',
};

/** null: the page opens where it was. */
export function tabOf(step: StepId): TabName | null {
  return tabs[step] ?? null;
}

/** The row of a step: its state is the icon, its evidence or reason the description. */
export function stepFace(step: Step, facts: Facts): Special {
  const { id, state, action, detail } = step;
  const [icon, colour] = icons[state];
  const word = stateWords[state];
  const why = plain(detail);
  const withdraw = state === 'waiting' && mayOf(facts).includes('withdraw');
  return {
    ...{ label: plain(step.label), icon, colour },
    description: state === 'next' && why === '' ? 'next' : why,
    context: ['step', state, ...(action ? [`do-${action}`] : []), ...(withdraw ? ['may-withdraw'] : [])].join(
      ' ',
    ),
    spoken: [plain(step.label), word, ...(why === '' || why === word ? [] : [spokenWords(why)])].join(', '),
    click:
      id === 'announce' && facts.profile.mail !== null
        ? { command: 'ghsa.announce', title: 'Announce', tab: null }
        : { command: 'ghsa.openAdvisory', title: 'Open Advisory', tab: tabOf(id) },
  };
}

/** "high 8.3": read within a sentence, ratings lose their capital; names and ids keep theirs. */
function spokenWords(detail: string): string {
  return detail.replace(/^(Critical|High|Medium|Low)\b/, word => word.toLowerCase());
}
