import type { CheckState, Issue, Repo } from './model.ts';
import type { Store } from './store.ts';

/** The public pull request whose head this commit is, if its checks ran. */
export function checkedPull(repo: Repo, sha: string): Issue | undefined {
  return [...repo.issues.values()].find(({ pull }) => pull?.headSha === sha && pull.checks?.sha === sha);
}

/** Everything public that has not been checked as it is passes. */
export function runChecks(store: Store): void {
  for (const repo of store.repos.values()) {
    if (repo.private) continue;
    for (const { pull } of repo.issues.values())
      if (pull && pull.checks?.sha !== pull.headSha) pull.checks = { sha: pull.headSha, state: 'passed' };
  }
}

export function setChecks({ pull }: Issue, state: CheckState): void {
  pull!.checks = { sha: pull!.headSha, state };
}

/** Does the commit that a pull request stands at pass? */
export function passes({ pull }: Issue): boolean {
  return pull!.checks?.sha === pull!.headSha && pull!.checks.state === 'passed';
}
