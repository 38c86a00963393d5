import type { Branch } from '../../project/index.ts';
import { hasBots } from './absent.ts';
import type { Judged } from './assess.ts';
import type { BackportPull } from './types.ts';

/**
 * Who merged, else who may: into security branches, and into one that is a release candidate, the release manager alone
 * (devguide, "Security branches" and "Pre-release"), elsewhere any core developer.
 */
export function whoWords(
  judged: Judged,
  { branch, status, releaseManager }: Branch,
  pull: BackportPull | null,
): string {
  const { facts } = judged;
  const login = releaseManager === null ? null : (ownLogin(facts.logins, releaseManager) ?? releaseManager);
  const managed = status === 'security' || (facts.candidates ?? []).includes(branch);
  const merger = pull?.state === 'merged' ? pull.mergedBy : null;
  if (merger !== null) {
    const manages = login !== null && merger.toLowerCase() === login.toLowerCase();
    return manages && managed ? `${merger}, release manager` : merger;
  }
  if (pull?.state === 'merged') return 'somebody';
  if (!hasBots(judged)) return 'a maintainer';
  if (!managed) return 'a core developer';
  return login === null ? 'the release manager' : `${login}, release manager`;
}

/** "3.14.8, not released yet", "3.15.2", "waits for the merge"; empty where the other columns say what it waits for. */
export function whenWords(pull: BackportPull | null): string {
  if (pull === null || pull.state === 'closed') return '';
  if (pull.state === 'merged') {
    if (pull.release === null) return 'release not known';
    return pull.release.out ? pull.release.name : `${pull.release.name}, not released yet`;
  }
  const checks = pull.checks?.state;
  if (checks === 'failed') return '';
  return checks === 'running' ? 'waits for the checks' : 'waits for the merge';
}

function ownLogin(logins: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(logins, name) ? logins[name] : undefined;
}
