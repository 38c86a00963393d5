import type { Profile } from '../../project/index.ts';
import type { Exposure } from './read.ts';

/** What the steps look at besides. */
export interface LeakedFrom {
  readonly profile: Profile;
  /** `https://github.com` */
  readonly gitUrl: string;
}

/**
 * What to do, in this order: what still does damage first, then people, then the public. After the devguide
 * ("Responsibilities of PSRT members", "Publishing an advisory") and GitHub's documents on removing data.
 */
export function stepsOf(found: Exposure, { profile, gitUrl }: LeakedFrom): string[] {
  const { advisory, things, record } = found;
  const site = gitUrl.replace(/\/+$/, '');
  const has = (kind: string) => things.find(each => each.kind === kind);
  const team =
    profile.process === 'psrt'
      ? 'the admins of the response team (security@python.org)'
      : 'the admins of the repository';
  const cve =
    advisory.cveId === null
      ? 'There is no CVE id yet: ask for it now, so that the announcement can carry it.'
      : record === 'published'
        ? 'The CVE record is published.'
        : `Its CVE id is reserved, and its record not known to be public${profile.cveContact === null ? '' : `: tell ${profile.cveContact}, so that it comes out soon`}.`;
  const fix = has('pull');
  return [
    `Did a token or a password leak? Revoke it before you read on: [tokens](${site}/settings/tokens), [authorised applications](${site}/settings/applications), [SSH keys](${site}/settings/keys). Removing it from where it stands is not enough.`,
    'Stop. Push nothing, post nothing, close nothing, and correct nothing in public: each of these points at it.',
    `Tell ${team} and its coordinators, now and in private: what is where, since when, who may have seen it. A first mail of three lines is enough.`,
    'Keep the evidence: addresses, times, screenshots, this page. Delete nothing before the admins have seen it. What is deleted was mailed, copied and indexed already, and nobody can then tell what got out.',
    ...(has('advisory')
      ? [
          'Do not try to unpublish the advisory: GitHub makes no draft of it again. Keep every clone of the private fork, which goes with publishing.',
        ]
      : []),
    'Decide with the admins whether the embargo is over. Where one can tell from it that there is a vulnerability, and where, it is.',
    `If it is over: ${
      fix === undefined
        ? 'open the public issue and pull request at once'
        : fix.state === 'merged'
          ? 'the fix is merged, so begin the backports at once'
          : fix.state === 'open'
            ? 'get the pull request merged at once'
            : fix.state === 'closed'
              ? 'open the closed pull request again and get it merged at once'
              : 'look what became of the pull request, which could not be read'
    }, and announce early, before the fix if the admins say so: defenders must not be the last to know. ${cve}`,
    'If it is not over: what is public stays as it is until the admins say otherwise. Closing an issue or a pull request hides nothing; a new push leaves the old commits where they were.',
    `Is something to be taken down? Admins of the repository can delete an issue. A pull request, and commits after their branch is deleted, stay readable by whoever knows the address: only [GitHub Support](https://support.github.com/contact) removes them.${branchesOf(found)}`,
    'Tell the reporter before they read it elsewhere. A comment in the advisory is mailed to everybody listed below.',
    `Afterwards: write down how it happened and what would have stopped it, and tell ${team}. What this extension still holds on this machine is listed by GHSA: Remove Traces, what it sent by GHSA: What Leaves This Machine. Files that you saved, what a port in a terminal keeps, and the open pages of other windows are not on that list.`,
  ];
}

function branchesOf({ things }: Exposure): string {
  // Of their characters only those that mean nothing in Markdown.
  const safe = (text: string) => text.replace(/[^\w./-]/g, '?');
  const named = things.flatMap(({ branch }) =>
    branch ? `\`${safe(branch.repo)}\`, branch \`${safe(branch.name)}\`` : [],
  );
  return named.length > 0 ? ` The commits of the fix lie in ${named.join('; ')}.` : '';
}
