import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

interface Setting {
  readonly scope: string;
  readonly type: string;
}

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly main: string;
  readonly browser?: string;
  readonly extensionKind: readonly string[];
  readonly activationEvents?: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: {
      readonly supported: unknown;
      readonly restrictedConfigurations: readonly string[];
    };
    readonly virtualWorkspaces: { readonly supported: unknown };
  };
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when?: string }[]>>;
  };
};
const settings = Object.entries(manifest.contributes.configuration.properties);

/** What a folder that somebody opens may say: how things look, and nothing that leads a request or a program. */
const fromWorkspace = [
  'ghsa.refreshMinutes',
  'ghsa.git.forkRemote',
  'ghsa.port.author',
  'ghsa.port.releaseBlockerFrom',
  'ghsa.embargo.windowTitle',
  'ghsa.cvss.showAlternatives',
  'ghsa.cvss.send',
  'ghsa.preview.beside',
];

/** Scopes of which VS Code reads no folder's settings. */
const usersOwn = ['machine', 'application'];

/** Commands that are offered although nobody trusts the window's folder or it is on no disk, each list with its reason. */
const offered = {
  'shows what was read, or changes how it is shown': [
    ...['showLog', 'refresh', 'hideTitles', 'showTitles', 'openAdvisory', 'search', 'filter', 'whoCanSee'],
    ...['openOnGitHub', 'copyLink', 'copyId', 'showMistake', 'coordinatorActivity', 'checkAccess'],
    ...['showOutgoing', 'copyOutgoing', 'showBackports', 'refreshBackports', 'openBackport', 'privatePulls'],
  ],
  'signs in, or sets what is listed': ['signIn', 'authorize', 'chooseRepositories'],
  'works in our own page, which is there in every window': [
    ...['saveAdvisory', 'nextFinding', 'previousFinding', 'togglePreview'],
    ...['step.score', 'step.write', 'step.showPull'],
  ],
  'asks the API of GitHub alone': [
    ...['volunteer', 'handOver', 'accept', 'reject', 'reopen', 'announce', 'saveCveRecord', 'publish'],
    ...['requestCve', 'shareLinks', 'findLinks', 'close', 'withdrawRequest', 'setCveId', 'askCredit'],
    ...['recordCredit', 'addCollaborators', 'newAdvisory', 'handleAsSigning', 'signing', 'somethingLeaked'],
    ...['approvePrivatePull', 'fixInPublic', 'repairBackports', 'notNeeded', 'neededAfterAll'],
  ],
  'asks the API, and clones afterwards only where git may run': ['startFork'],
  'leads to other commands, which say so themselves': ['doStep', 'embargoMenu'],
  'opens a folder of ours in a window of its own, which has its own trust': ['openClone'],
  'deletes folders of ours, and must never be out of reach': ['removeTraces'],
  'runs no git, and writes one file into a trusted folder, wherever that is': ['generateBlurb'],
  'practises in a window of its own, with folders of ours': [
    ...['practise', 'practice.menu', 'practice.beAdmin', 'practice.beMember', 'practice.tick'],
    ...['practice.colleagues', 'practice.fail', 'practice.guide', 'practice.reset', 'practice.tryAgain'],
    'practice.leave',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Does the condition hold in neither kind of window? `own`: our own window of a conflict, which holds files of ours alone, may. */
function isKept(when = 'true', own = false): boolean {
  return when.split(' || ').every(alternative => {
    const all = alternative.split(' && ');
    if (all.includes('false') || (own && all.includes('ghsa:jobWindow'))) return true;
    return all.includes('isWorkspaceTrusted') && all.includes('!virtualWorkspace');
  });
}

describe('what package.json promises of trust', () => {
  it('lets no folder say where requests and programs go: such settings are the machine’s', () => {
    const others = settings.flatMap(([name, { scope }]) => (usersOwn.includes(scope) ? [] : [name]));
    assert.deepEqual(others.sort(), [...fromWorkspace].sort());
    for (const [name, { scope }] of settings)
      if (/url|path|command|clones|repositories|templates|profiles|mail/i.test(name))
        assert.equal(scope, 'machine', name);
  });

  it('lets no folder show the titles that its user hid', () => {
    assert.equal(manifest.contributes.configuration.properties['ghsa.hideTitles']?.scope, 'application');
  });

  it('takes no text that becomes public or names a remote from a folder that nobody trusts', () => {
    const { supported, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    assert.equal(supported, 'limited');
    assert.ok(restrictedConfigurations.includes('ghsa.git.forkRemote'));
    assert.ok(restrictedConfigurations.every(name => settings.some(([known]) => known === name)));
  });

  it('is no extension for a browser, and starts no program where no folder is on a disk', () => {
    assert.equal(manifest.browser, undefined);
    assert.deepEqual(manifest.extensionKind, ['workspace']);
    assert.equal(manifest.capabilities.virtualWorkspaces.supported, 'limited');
  });

  describe('of every command: it is kept out of both kinds of window, or is listed as one that may be offered', () => {
    const { commands, menus } = manifest.contributes;
    const known = commands.map(({ command }) => command.slice('ghsa.'.length));
    const listed: readonly string[] = Object.values(offered).flat();
    /** Where it is offered in such a window, as `menu: condition`. */
    const openings = (name: string) => {
      const palette = menus['commandPalette']!.some(({ command }) => command === `ghsa.${name}`);
      const entries = Object.entries(menus).flatMap(([menu, list]) =>
        list
          .filter(({ command, when }) => command === `ghsa.${name}` && !isKept(when, name === 'continuePort'))
          .map(({ when }) => `${menu}: ${when ?? 'always'}`),
      );
      return palette ? entries : ['commandPalette: always', ...entries];
    };

    for (const name of known)
      if (!listed.includes(name))
        it(`${name} is kept out`, () => {
          assert.deepEqual(
            openings(name),
            [],
            `ghsa.${name} may run git, or belongs into a list of this file`,
          );
        });

    it('the lists name each once, and none that is not there or kept out anyway', () => {
      assert.equal(new Set(listed).size, listed.length);
      assert.deepEqual(
        listed.filter(name => !known.includes(name)),
        [],
      );
      // Those without an entry that is open are reached by links and steps alone.
      const byOthers = ['doStep'];
      assert.deepEqual(
        listed.filter(name => openings(name).length === 0),
        byOthers,
      );
    });

    it('a condition keeps out only where each of its alternatives does', () => {
      const both = 'isWorkspaceTrusted && !virtualWorkspace';
      for (const [when, kept] of [
        [both, true],
        [`ghsa:signedIn && ${both}`, true],
        ['false', true],
        [undefined, false],
        ['ghsa:signedIn', false],
        ['isWorkspaceTrusted', false],
        ['isWorkspaceTrusted && virtualWorkspace', false],
        ['!isWorkspaceTrusted && !virtualWorkspace', false],
        [`${both} || ghsa:signedIn`, false],
        ['isMergeEditor && !ghsa:jobWindow', false],
      ] as const)
        assert.equal(isKept(when), kept, when);
      assert.ok(isKept(`${both} || ghsa:jobWindow`, true));
      assert.ok(!isKept(`${both} || ghsa:jobWindow`));
      assert.ok(!isKept(`${both} || !ghsa:jobWindow`, true));
    });
  });
});
