import { repoName, type RepoRef } from '../advisory/model.ts';

/*
 * What reporters and colleagues are told. The first three are the devguide's (security/psrt, "Template responses"), word
 * for word. Each is read, and may be changed, before it is posted.
 */

/** To somebody who reported by e-mail. `policyUrl`: the project's own; null: the page that GitHub has for one. */
export function submitThroughGitHub(repo: RepoRef, policyUrl: string | null): string {
  const name = repoName(repo);
  const page = `https://github.com/${name}/security`;
  return `Thanks for submitting this report.
We use GitHub Security Advisories for triaging vulnerability reports,
please review our security policy before submitting:

${policyUrl ?? `${page}/policy`}

Then submit your report here:

${page}/advisories/new`;
}

export function notAVulnerability(): string {
  return `Thanks for your report. We've determined that the report doesn't constitute
a vulnerability. Let us know if you disagree with this determination.
If you are interested in working on this further, you can optionally open a
public issue on GitHub.`;
}

/** Does not say of what: that is under embargo. */
export function duplicate(): string {
  return `Thanks for your report. We've determined that this submission is a duplicate
of an issue that is already being tracked internally. Please refrain from
public disclosure until the issue has been resolved.`;
}

/** As the devguide had it until 2025, without what is not known yet when a report is accepted. */
export function accepted(): string {
  return `Thanks for your report. We've determined that the report is a vulnerability.

Please keep this vulnerability report private until we've published an advisory.`;
}

/** `url`: of the public issue. */
export function movedToPublicIssue(url: string): string {
  return `Thanks for your report. We've determined that this is a bug, but not a vulnerability.
It has a public issue now:

${url}

Let us know if you disagree with this determination.`;
}

/** null: GitHub does not say who reported it. */
export function askAboutCredit(reporter: string | null): string {
  return `${reporter === null ? 'Hello,' : `Hello @${reporter},`}

thank you for the report. Would you like to be credited when the advisory is published? If so, tell us the name to use, or accept the credit on GitHub. If you would rather not be named, that is fine too.`;
}

/** What a report about misuse of a code-signing certificate must have (devguide, "Handling code signing certificate reports"). */
export function codeSigningReply(): string {
  return `Thanks for your report. So that we can verify it, please send us, of the binaries signed by the certificate:

- their checksum(s)
- their signature(s)

We check them against our builds before we revoke a certificate.`;
}

/** `from`: a login, or several with "and" between them. */
export function handedOver(from: string, to: string): string {
  return `@${to} coordinates this advisory from now on, in place of ${from}.`;
}
