import { window } from 'vscode';
import { repoName, shortId, type Advisory } from '../../../advisory/model.ts';
import type { GitHub } from '../../../github/index.ts';
import { readBackports } from '../../../jobs/backport/read/index.ts';
import type { BackportTools } from '../../../jobs/backport/make/index.ts';
import { cycleFor, livingBranches, type Branch } from '../../../project/index.ts';
import { plain } from '../../advisories/words.ts';
import { authorWords, pullLabel } from '../../common/othersWords.ts';
import { stoppably } from '../../common/stoppably.ts';
import type { BackportOf } from './about.ts';

/** Asks which branch, of those that lack a backport; null: none was chosen, or none lacks one. */
export async function chooseBranch(
  advisory: Advisory,
  of: BackportOf,
  tools: Pick<BackportTools, 'github' | 'releaseCycle'>,
): Promise<string | null> {
  const lacking = await stoppably('Looking which branches lack a backport', async signal => {
    const { branches } = cycleFor(repoName(advisory.repo), await tools.releaseCycle(signal));
    const has = await branchesWithOne(tools.github, advisory, of, branches, signal);
    return livingBranches(branches).filter(({ branch }) => !has.has(branch));
  });
  const id = shortId(advisory.ghsaId);
  if (lacking.length === 0) {
    void window.showInformationMessage(`Every branch that gets the fix of ${id} has a backport.`);
    return null;
  }
  const picked = await window.showQuickPick(lacking.map(rowOf), {
    title: `Backport ${id} To`,
    placeHolder: of.into === 'public' ? 'Branches without a backport' : 'Branches without a private backport',
  });
  return picked?.branch ?? null;
}

/** Which private pull request is the fix; undefined: it is the only one, or public; null: none was chosen. */
export async function chooseFix(
  { pulls, repos }: Pick<GitHub, 'pulls' | 'repos'>,
  { ghsaId, repo }: Pick<Advisory, 'ghsaId' | 'repo'>,
  of: BackportOf,
): Promise<number | undefined | null> {
  if (of.into === 'public') return undefined;
  const [{ defaultBranch }, open] = await Promise.all([
    repos.get(repoName(repo)),
    pulls.list(of.fork, { state: 'open' }),
  ]);
  // What goes to another branch is a backport, whatever that branch is called.
  const fixes = open.filter(({ base }) => base === defaultBranch);
  if (fixes.length < 2) return undefined;
  const picked = await window.showQuickPick(
    fixes.map(({ number, title, author }) => ({
      label: pullLabel(`#${number}`, title),
      description: author === null ? '' : authorWords(author),
      number,
    })),
    { title: `Which private PR of ${shortId(ghsaId)}?`, placeHolder: 'Private pull request of the fix' },
  );
  return picked?.number ?? null;
}

/** "3.12", "security, release manager Basil Thyme" */
export function rowOf({ branch, status, releaseManager }: Branch) {
  const manager = releaseManager === null ? '' : `, release manager ${releaseManager}`;
  return { label: branch, description: plain(`${status}${manager}`), branch };
}

async function branchesWithOne(
  github: GitHub,
  advisory: Advisory,
  of: BackportOf,
  branches: readonly Branch[],
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  if (of.into === 'private') {
    const pulls = await github.pulls.list(of.fork, { state: 'open' }, signal);
    return new Set(pulls.map(({ base }) => base));
  }
  const { links } = of;
  const facts = await readBackports(
    github,
    {
      ...{ repo: links.repo, advisory, links, cycle: { branches } },
      ...{ members: [], notNeeded: {}, me: '', known: [links] },
    },
    signal,
  );
  return new Set(facts.pulls.flatMap(({ state, base }) => (state === 'closed' ? [] : [base])));
}
