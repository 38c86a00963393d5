/** Where the practice GitHub and what belongs to it are. */
export interface Addresses {
  readonly api: string;
  readonly git: string;
  readonly releaseCycle: string;
  readonly membersUrl: string;
  readonly cveUrl: string;
}

const repositories = ['python/cpython', 'pypa/pip'];

/** No machine listens there: until the practice GitHub runs nothing is asked of anybody. */
const nowhere = 'http://127.0.0.1:0';

/** What the settings say in practice, whatever the user's say. With null it does not run. */
export function practiceSettings(at: Addresses | null): Readonly<Record<string, unknown>> {
  return {
    repositories,
    apiUrl: at?.api ?? `${nowhere}/api`,
    gitUrl: at?.git ?? nowhere,
    releaseCycleUrl: at?.releaseCycle ?? `${nowhere}/release-cycle.json`,
    membersUrl: at?.membersUrl ?? `${nowhere}/psrt.csv`,
    cveUrl: at?.cveUrl ?? nowhere,
    'mail.to': Object.fromEntries(repositories.map(name => [name, 'practice@localhost'])),
    profiles: {},
    templates: {},
    publicClones: {},
    'git.forkRemote': '',
    privateClones: '',
    'clone.method': 'auto',
    'git.protocol': 'https',
  };
}
