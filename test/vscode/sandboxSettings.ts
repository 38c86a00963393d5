import type { Sandbox } from '../../src/sandbox/index.ts';

type Addresses = Pick<Sandbox, 'api' | 'git' | 'releaseCycle' | 'membersUrl' | 'cveUrl'>;

/** The settings of somebody who works with a sandbox: nothing goes to a real service, and no e-mail to a real list. */
export function sandboxSettings(sandbox: Addresses): Readonly<Record<string, unknown>> {
  return {
    'ghsa.apiUrl': sandbox.api,
    'ghsa.gitUrl': sandbox.git,
    'ghsa.releaseCycleUrl': sandbox.releaseCycle,
    'ghsa.membersUrl': sandbox.membersUrl,
    'ghsa.cveUrl': sandbox.cveUrl,
    'ghsa.mail.to': { 'python/cpython': 'practice@localhost', 'pypa/pip': 'practice@localhost' },
  };
}
