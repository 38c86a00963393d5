import { window } from 'vscode';
import { repoName } from '../../advisory/model.ts';
import { parsePull } from '../../jobs/announce/titles.ts';
import {
  findCandidates,
  placeOf,
  readShared,
  verifyFix,
  type Candidate,
  type FoundFix,
} from '../../jobs/links/index.ts';
import { sameLogin } from '../../advisory/assignment.ts';
import { readLinks } from '../../texts/index.ts';
import { authorWords, pullLabel } from '../common/othersWords.ts';
import { madeByHand } from '../common/portLinks.ts';
import { settings } from '../common/settings.ts';
import { choose, during, heading, openOutside, type, type Choice } from '../decide/ask.ts';
import type { Case } from '../decide/case.ts';

/** What can be chosen: a pull request, perhaps with the issue that goes with it, or another one. */
type Chosen = Named | 'other';
interface Named {
  readonly pull: number;
  readonly issue: number | null;
  /** Its title was read already. */
  readonly wasShown: boolean;
}

/**
 * Looks for the public issue and pull request of an advisory: in the lists that the team wrote into the discussion, else
 * in what its coordinators opened. Only what is chosen here is remembered, after a look on GitHub.
 */
export async function findLinks(at: Case): Promise<void> {
  const rows = await during(`Looking for the public side of ${at.id}…`, signal => rowsOf(at, signal));
  const other: Choice<Chosen> = { label: 'Type a number or an address…', value: 'other' };
  const chosen =
    rows.length === 0
      ? 'other'
      : await choose<Chosen>(at.title, 'Which one is the fix?', [...rows, heading(''), other]);
  const named = chosen === 'other' ? await typed(at) : chosen;
  if (named === null) return;
  const github = await at.parts.github();
  const fix = await during(`Looking at it for ${at.id}…`, signal =>
    verifyFix(github, at.advisory, named, signal),
  );
  // What was typed, by us or into a list, is shown before it counts.
  if (!named.wasShown && !(await confirmed(at, fix))) return;
  const { repo, issue, pull } = fix;
  await at.parts.keepLinks(madeByHand({ repo, ghsaId: at.advisory.ghsaId, issue, pull }));
  void at.parts.model.refresh();
  say(at, fix);
}

async function rowsOf(at: Case, signal: AbortSignal): Promise<Choice<Chosen>[]> {
  const { advisory, facts } = at;
  const github = await at.parts.github();
  const team = await membersOf(at, signal);
  const member = (login: string) => team.some(each => sameLogin(each, login));
  const shared = await readShared(github, advisory, { me: facts.me, member }, signal);
  if (shared !== null) {
    const { pull, issue } = shared.links;
    const detail = `In the list of ${authorWords(shared.author)}, ${shared.at.slice(0, 10)}`;
    const label = issue === null ? `#${pull}` : `#${pull}, issue ${issue}`;
    return [{ label, detail, value: { pull, issue, wasShown: false } }];
  }
  const found = await findCandidates(github, advisory, facts.me, signal);
  return found.map(candidate => ({
    label: pullLabel(`#${candidate.pull}`, candidate.title),
    description: `${candidate.state}, by ${authorWords(candidate.author)}`,
    detail: reasonOf(candidate),
    value: { pull: candidate.pull, issue: null, wasShown: true },
  }));
}

/** The published team, where its list can be read. */
async function membersOf(at: Case, signal: AbortSignal): Promise<string[]> {
  if (at.profile.process !== 'psrt') return [];
  const { members } = await at.parts.github();
  const team = await members.list(settings.membersUrl(), signal).catch((error: unknown) => {
    if (signal.aborted) throw error;
    at.parts.report(error);
    return [];
  });
  return team.map(({ login }) => login);
}

const evidenceWords = {
  title: 'the same words',
  branch: 'the same branch name',
  files: 'the same files',
  linked: "listed by an issue with the private fix's words",
} as const;

function reasonOf({ certain, evidence }: Candidate): string {
  const words = evidence.map(each => evidenceWords[each]).join(', ');
  return `${certain ? 'Certain' : 'Likely'}: ${words}`;
}

async function typed(at: Case): Promise<Named | null> {
  const repo = repoName(at.advisory.repo);
  const numberIn = (text: string) =>
    parsePull(text, repo) ??
    readLinks(`# Links of this advisory\nPublic pull request: ${text}`, placeOf(at.advisory))?.pull ??
    null;
  const text = await type(at.title, 'The public pull request of the fix: its number or address', {
    placeHolder: '#210462',
    problem: words =>
      numberIn(words) === null ? `Looks like #210462, or an address of a pull request of ${repo}.` : null,
  });
  const pull = text === null ? null : numberIn(text);
  return pull === null ? null : { pull, issue: null, wasShown: false };
}

async function confirmed(at: Case, { pull, title, state, author, issue }: FoundFix): Promise<boolean> {
  const about = issue === null ? 'It names no issue.' : `Its issue is ${issue}.`;
  const yes = await choose(at.title, 'Is this the fix?', [
    {
      label: pullLabel(`#${pull}`, title),
      description: `${state}, by ${authorWords(author)}`,
      detail: about,
      value: true,
    },
  ]);
  return yes === true;
}

/** Nobody waits for it. */
function say(at: Case, { repo, pull }: FoundFix): void {
  void at.parts.commands.run(async () => {
    const open = 'Open Pull Request';
    const answer = await window.showInformationMessage(
      `${at.id}: #${pull} is its public pull request.`,
      open,
    );
    if (answer === open) await openOutside(`${settings.gitUrl().replace(/\/+$/, '')}/${repo}/pull/${pull}`);
  });
}
