/** What speaks for or against a vulnerability: the questions of the security policy, and what was added to it since. */
export type CriterionId =
  | 'documented'
  | 'launch'
  | 'realWorld'
  | 'size'
  | 'upward'
  | 'crash'
  | 'dependency'
  | 'sandboxEscape'
  | 'supported'
  | 'prerelease'
  | 'experimental'
  | 'platform'
  | 'fixedOnMain'
  | 'threatModel';

export interface Criterion {
  readonly id: CriterionId;
  readonly question: string;
  /** Which answer speaks against a vulnerability; null: neither does by itself. */
  readonly against: 'yes' | 'no' | null;
  /** What the policy means by it. */
  readonly help: string;
  /** What the reporter is told where the answer speaks against it; empty where none does. */
  readonly reason: string;
  /** Address of the policy section. */
  readonly source: string;
}

const policy = 'https://devguide.python.org/security/policy/';
const bugs = `${policy}#what-types-of-bugs-are-vulnerabilities`;
const versions = `${policy}#what-versions-of-python-accept-reports`;

/** In the order of the policy (devguide, `security/policy.rst`). */
export const criteria: readonly Criterion[] = [
  {
    id: 'documented',
    question: 'Is this documented behaviour?',
    against: 'yes',
    help: 'pickle, marshal, shelve, eval() and exec() are documented to run code, ctypes to change any memory.',
    reason: 'Documented functionality is not considered a vulnerability.',
    source: bugs,
  },
  {
    id: 'launch',
    question: 'Must the attacker control how Python is started?',
    against: 'yes',
    help: 'Command line, environment variables, or changed files on the target system: they are taken to be as the legitimate user wants them.',
    reason:
      "It depends on control of Python's launch conditions (command line, environment variables, files on the target system), which Python cannot protect itself against.",
    source: bugs,
  },
  {
    id: 'realWorld',
    question: 'Can it be exploited in code or deployments that may really exist?',
    against: 'no',
    help: 'Code, configurations and preconditions count that may exist in production, not only in the proof of concept.',
    reason: 'It only affects code that is unlikely to be used in a production program.',
    source: bugs,
  },
  {
    id: 'size',
    question: 'Is the input that triggers it of a reasonable size?',
    against: 'no',
    help: 'For availability (denial of service, crashes, deadlocks, exhaustion): reasonable for the use case.',
    reason: 'An input that triggers it is larger than is reasonable for the use case.',
    source: bugs,
  },
  {
    id: 'upward',
    question: 'Does the attacker gain what they could not do before?',
    against: 'no',
    help: 'For availability: an upward change of posture, not a lateral one. Slow code is improved in public.',
    reason: 'It does not show an upward change in posture for the attacker.',
    source: bugs,
  },
  {
    id: 'crash',
    question: 'Is it only an unhandled exception?',
    against: 'yes',
    help: 'Exceptions are an expected part of processing input. They are no crashes, and by themselves no vulnerabilities.',
    reason: 'An unhandled exception is not considered a crash and is not, by itself, a vulnerability.',
    source: bugs,
  },
  {
    id: 'dependency',
    question: 'Is the bug in a dependency?',
    against: 'yes',
    help: 'zlib, Tcl/Tk, OpenSSL and others, bundled copies too. It counts where the use of it by Python is what makes it unsafe: then answer no.',
    reason:
      'The vulnerability is in a dependency, and the way in which Python uses it does not make it unsafe. Please report it to that project.',
    source: bugs,
  },
  {
    id: 'sandboxEscape',
    question: 'Is it an escape from a sandbox for Python code?',
    against: 'yes',
    help: 'Sandboxing untrusted Python code is no security boundary of CPython.',
    reason:
      "CPython does not support sandboxing untrusted Python code as a security boundary. Please report it to the sandbox's developers.",
    source: bugs,
  },
  {
    id: 'supported',
    question: 'Is a supported version affected?',
    against: 'no',
    help: 'Versions with the status "bugfix" or "security" are supported.',
    reason: 'No supported version (of status "bugfix" or "security") is affected.',
    source: versions,
  },
  {
    id: 'prerelease',
    question: 'Does it exist in prereleases only?',
    against: 'yes',
    help: 'Alphas, betas, release candidates and the main branch get no CVE IDs: a regular bug.',
    reason: 'It only exists in versions that are not yet stable. Please report it as a regular bug.',
    source: versions,
  },
  {
    id: 'experimental',
    question: 'Is the feature marked as experimental?',
    against: 'yes',
    help: 'Such features are not eligible, in stable versions neither: a public issue.',
    reason:
      'The feature is marked as experimental and is not eligible for security vulnerabilities. Please open a public GitHub issue.',
    source: versions,
  },
  {
    id: 'platform',
    question: 'Are only unsupported platforms affected?',
    against: 'yes',
    help: 'PEP 11 lists the supported ones. A port to another platform is a project of its own, and its maintainers are told.',
    reason:
      'It exclusively affects platforms that PEP 11 does not list as supported, which is treated as a vulnerability of a third-party port.',
    source: versions,
  },
  {
    id: 'fixedOnMain',
    question: 'Is it fixed on main, and only needs a backport?',
    against: null,
    help: 'It may still be a vulnerability of the branches that lack the fix. The public issue and pull request are there already.',
    reason: '',
    source: versions,
  },
  {
    id: 'threatModel',
    question: 'Does the report cite a threat model?',
    against: null,
    help: 'The policy asks reporters to cite the relevant one where possible. Without it the report may be right all the same.',
    reason: '',
    source: bugs,
  },
];
