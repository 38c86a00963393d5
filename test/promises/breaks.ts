/** A mistake that somebody could make, and the promise that it breaks. */
export interface Break {
  /** The promise, by its row of SECURITY.md: the test's file. */
  readonly test: string;
  /** And the test's name, as it stands there. */
  readonly name: string;
  /** What somebody did, in words. */
  readonly mistake: string;
  /** The file that it is done in. */
  readonly file: string;
  /** What stands there exactly once, and what comes in its place. */
  readonly from: string;
  readonly to: string;
}

type Mistake = readonly [mistake: string, file: string, from: string, to: string];

const of = (test: string, name: string, ...mistakes: readonly Mistake[]): Break[] =>
  mistakes.map(([mistake, file, from, to]) => ({ test, name, mistake, file, from, to }));

/** One or more for each promise, in the order of SECURITY.md. */
export const breaks: readonly Break[] = [
  ...of(
    'test/unit/embargo/publicText.test.ts',
    'is refused with findings, and let through when each was overruled with a reason',
    [
      'A finding is overruled without a reason',
      'src/embargo/publicText.ts',
      `kept.id === id && kept.reason.trim() !== ''`,
      'kept.id === id',
    ],
    [
      'One reason overrules every finding of the text',
      'src/embargo/publicText.ts',
      '!overruled.some(kept => kept.id === id && ',
      '!overruled.some(kept => id !== null && ',
    ],
  ),
  ...of(
    'test/unit/embargo/publicText.test.ts',
    'cannot be misused where the compiler looks',
    [
      'The body of an issue may be any string',
      'src/github/issues.ts',
      'open: { readonly title: PublicText; readonly body: PublicText },',
      'open: { readonly title: PublicText; readonly body: any },',
    ],
    [
      'A public text can be made without the check',
      'src/embargo/publicText.ts',
      '  private constructor(made: typeof key, text: string) {',
      '  constructor(made: unknown, text?: string) {\n    text ??= "";',
    ],
  ),
  ...of(
    'test/unit/port/leaks.test.ts',
    'crosses, and nothing else does',
    [
      'Whether one may push is tried by a real push, before anybody confirmed',
      'src/git/push.ts',
      `        '--dry-run',\n`,
      '',
    ],
    [
      'The pull request gets a second copy of the description, which no page showed',
      'src/jobs/port/confirm.ts',
      '      ...draft.texts,\n',
      `      ...draft.texts,\n      'pull.body': \`\${draft.texts['pull.body']}\\n\\n\${prepared.advisory.description}\`,\n`,
    ],
    [
      'The reason of a finding that was kept is told in the commit message',
      'src/jobs/port/confirm.ts',
      '      ...draft.texts,\n',
      `      ...draft.texts,\n      'commit.message': [draft.texts['commit.message'], ...draft.overruled.map(({ reason }) => reason)].join('\\n\\n'),\n`,
    ],
  ),
  ...of(
    'test/unit/port/leakProof.test.ts',
    'nothing private is public: every request, every push, every object of both repositories',
    [
      'The public commit has the private head as its parent',
      'src/jobs/port/steps/commit.ts',
      'parent: record.publicMain,',
      'parent: (record as unknown as { head?: string }).head ?? record.publicMain,',
    ],
    [
      'The commit has the address of the private one, not the one that was chosen',
      'src/jobs/port/confirm.ts',
      '    ...peopleOf(prepared, draft),',
      `    ...peopleOf(prepared, { author: (prepared.authors.find(({ exposes }) => exposes) ?? prepared.authors[0]!).id }),`,
    ],
    [
      'What of ours is there already is looked for by the title of the advisory',
      'src/github/issues.ts',
      `{ ...split(fullName), creator, since, state: 'all' },`,
      `{ ...split(fullName), creator, since, state: 'all', q: 'Spam parser reads past the end of its buffer' },`,
    ],
    [
      'It is looked for by the id of the advisory',
      'src/github/issues.ts',
      `{ ...split(fullName), creator, since, state: 'all' },`,
      `{ ...split(fullName), creator, since, state: 'all', q: 'GHSA-7q4m-xv2c-93rp' },`,
    ],
    [
      'A branch is looked for with the title of an advisory that no fix is about',
      'src/github/pulls.ts',
      `{ ...split(fullName), head: label(head), state: 'all' },`,
      `{ ...split(fullName), head: label(head), state: 'all', q: 'Butter decoder reuses its key' },`,
    ],
    [
      'Each write says in a header, too, who writes',
      'src/github/client.ts',
      `    const method = init.method ?? 'GET';\n`,
      `    const method = init.method ?? 'GET';\n    if (method !== 'GET' && token !== null) headers.set('x-trace', token);\n`,
    ],
  ),
  ...of(
    'test/unit/port/resume.test.ts',
    "after call ${place + 1}, ${call}: ${what}, ${fault.effect ?? 'before'} the effect",
    [
      'Nobody looks whether the issue is there already',
      'src/jobs/line/openIssue.ts',
      'const found = await findOurs(context);',
      'const found = { ...(await findOurs(context)), issue: null };',
    ],
    [
      'Nobody looks whether the pull request is there already',
      'src/jobs/port/steps/openPull.ts',
      ': await found(context, branch);',
      ': null;',
    ],
  ),
  ...of(
    'test/unit/port/restart.test.ts',
    'with the number that was written down, whatever somebody made of the issue meanwhile',
    [
      'What a step has done is not written down',
      'src/jobs/port/context.ts',
      '    await this.#store.save(this.#record.key, this.#record);\n',
      '',
    ],
  ),
  ...of(
    'test/unit/port/cloneToken.test.ts',
    'is in no file below the clone, no argument, no environment and no log: clone, fetch, push',
    [
      'git gets the token by its environment',
      'src/git/credentials/askpass.ts',
      '      GHSA_ASKPASS_SOCKET: socket,\n',
      `      GHSA_ASKPASS_SOCKET: socket,\n      GHSA_ASKPASS_ANSWER: (await options.token()) ?? '',\n`,
    ],
  ),
  ...of(
    'test/unit/git/git.test.ts',
    'get a token of their own host only',
    [
      'An address that begins like ours gets the token',
      'src/git/credentials/askpass.ts',
      'if (asked.origin !== new URL(origin).origin)',
      'if (!asked.href.startsWith(new URL(origin).origin))',
    ],
    [
      'The token of one API goes to any other host',
      'src/git/credentials/host.ts',
      ' && api.host === `api.${git.host}`',
      '',
    ],
    [
      'Two addresses by https count as one host',
      'src/git/credentials/host.ts',
      '  if (api.origin === git.origin) return true;',
      '  if (api.protocol === git.protocol || api.origin === git.origin) return true;',
    ],
  ),
  ...of(
    'test/unit/port/pushAccount.test.ts',
    'asks for no token where the API is of another host, and sends none there',
    [
      "The API is asked whose git's own token is, whatever host it has",
      'src/jobs/port/account.ts',
      '  if (!tokenFits(github.apiUrl, url)) return null;\n',
      '',
    ],
  ),
  ...of(
    'test/unit/port/tokenEnv.test.ts',
    'is in the environment of no git that the terminal starts: ${name}',
    [
      'The terminal hands on the variable that its token came in',
      'src/jobs/port/cli.ts',
      '  delete process.env[options.tokenName];\n',
      '',
    ],
  ),
  ...of(
    'test/unit/port/leakProof.test.ts',
    'no token, mail, title or sentence is in an argument or the environment of a process',
    [
      'The scratch repository is given the title of the advisory, by git config',
      'src/jobs/port/prepare.ts',
      '  const publicRemote = remoteOf(',
      `  await git.run({ cwd: scratch.path, args: ['config', 'ghsa.title', advisory.title] });\n  const publicRemote = remoteOf(`,
    ],
    [
      'git gets the token by its environment',
      'src/git/credentials/askpass.ts',
      '      GHSA_ASKPASS_SOCKET: socket,\n',
      `      GHSA_ASKPASS_SOCKET: socket,\n      GHSA_ASKPASS_ANSWER: (await options.token()) ?? '',\n`,
    ],
  ),
  ...of(
    'test/unit/port/leakProof.test.ts',
    'no token, mail, title or sentence is in the log, and no name is where it is written down',
    [
      'The log gets what was written to GitHub',
      'src/github/client.ts',
      'this.#options.log?.debug(`${method} ${routeOf(url)} -> ${answer.status}`);',
      'this.#options.log?.debug(`${method} ${routeOf(url)} ${String(init.body)} -> ${answer.status}`);',
    ],
    [
      'The log gets what git was given',
      'src/git/run.ts',
      'this.#options.log?.(`git ${verb} -> ${exitCode}`);',
      `this.#options.log?.(\`git \${verb} -> \${exitCode} \${call.input === undefined ? out : String(call.input)}\`);`,
    ],
  ),
  ...of(
    'test/unit/port/leakProof.test.ts',
    'nothing lay outside of clones and scratch at any time, and no token anywhere',
    [
      'The scratch repository commits as the author of the private commit',
      'src/jobs/port/prepare.ts',
      '  const publicRemote = remoteOf(',
      `  await git.run({ cwd: scratch.path, args: ['config', 'user.email', ['oregano', 'home.example'].join('@')] });\n  const publicRemote = remoteOf(`,
    ],
    [
      'The script that git asks has the token in it',
      'src/git/credentials/askpass.ts',
      `"$GHSA_ASKPASS_MAIN" "$@"\\n',`,
      `"$GHSA_ASKPASS_MAIN" "$@"\\n# ' + (await options.token()) + '\\n',`,
    ],
    [
      'The record of a job lies beside scratch, in the temp folder',
      'src/jobs/fileStore.ts',
      'await writeFile(`${path}.new`, JSON.stringify(record), { mode: 0o600, flush: true });',
      `await writeFile(\`\${process.env['TMPDIR']}/job.json\`, JSON.stringify(record));\n      await writeFile(\`\${path}.new\`, JSON.stringify(record), { mode: 0o600, flush: true });`,
    ],
  ),
  ...of(
    'test/unit/port/leakProof.test.ts',
    'nothing is left when the clones are deleted: no scratch, no clone, no temporary file',
    [
      'The end of a port leaves its scratch repository',
      'src/jobs/port/steps/rememberLinks.ts',
      '    await removeScratch(context.folder);\n',
      '',
    ],
    [
      'Only the first of several folders is deleted',
      'src/git/clone/remove.ts',
      'for (const path of paths)',
      'for (const path of paths.slice(0, 1))',
    ],
  ),
  ...of(
    'test/unit/embargo/scan.test.ts',
    'leaves nothing for the log to leak',
    [
      'Ids of advisories are known in small letters only',
      'src/embargo/redact.ts',
      `.replace(/ghsa(?:-[0-9a-z]{4}){3}/gi, '<advisory>')`,
      `.replace(/ghsa(?:-[0-9a-z]{4}){3}/g, '<advisory>')`,
    ],
    [
      'Queries of addresses stay',
      'src/embargo/redact.ts',
      "    .replace(/(https?:\\/\\/[^\\s?#]{1,2000})[?#][^\\s]*/g, '$1?…')\n",
      '',
    ],
    [
      'A token behind the word Bearer stays',
      'src/embargo/redact.ts',
      '(basic|bearer|token)',
      '(basic|token)',
    ],
  ),
  ...of(
    'test/unit/ui/common/log.test.ts',
    'has ids, forks, tokens, addresses and queries by their kind, at the level ${level}',
    ['Errors are logged as they are', 'src/ui/common/log.ts', '.error(redact(line));', '.error(line);'],
  ),
  ...of(
    'test/unit/ui/common/logAlone.test.ts',
    'is written by one class alone, and nothing of ours writes to a console',
    [
      'A command says on the console what failed',
      'src/ui/common/secretStore.ts',
      '  } catch {\n    return null;',
      '  } catch (error) {\n    console.error(text, error);\n    return null;',
    ],
  ),
  ...of(
    'test/unit/port/guard.test.ts',
    'nothing leaves under a configuration with ${name}, written ${when} the guard',
    [
      'Addresses for pushes are left open',
      'src/git/guard/rules.ts',
      '        section(`url.${refusedScheme}://${prefix}.pushInsteadOf`, [prefix]),\n',
      '',
    ],
    [
      'Short names in the user’s configuration are not looked at',
      'src/git/guard/rules.ts',
      '[...new Set([...ours, ...prefixes, fetched])],',
      '[...new Set([...ours, fetched])],',
    ],
    [
      'The hook warns, and lets the push go',
      'src/git/guard/program.ts',
      '    sh "\\${0%/*}/../refuse" say push "$2"\n    exit 1\n',
      '    sh "\\${0%/*}/../refuse" say push "$2"\n',
    ],
  ),
  ...of(
    'test/unit/port/clone.test.ts',
    'is guarded from its first moment: what is pushed to the public repository from it does not arrive',
    [
      'A clone is made without its guard',
      'src/git/clone/clone.ts',
      "import { setGuard } from '../guard/index.ts';\n",
      'const setGuard = async (..._: readonly unknown[]): Promise<void> => undefined;\n',
    ],
  ),
  ...of(
    'test/unit/fork/pulls.test.ts',
    'pushes nothing, and opens nothing, where GitHub does not say that it is private',
    [
      'A push does not ask whether the fork is private',
      'src/jobs/fork/pulls/push.ts',
      '  await github.privatePulls.requirePrivate(at.fork, signal);\n',
      '',
    ],
    [
      'A pull request is opened without asking',
      'src/github/privatePulls.ts',
      '    await this.requirePrivate(fork, signal);\n    const { title, body, branch, base } = open;\n',
      '    const { title, body, branch, base } = open;\n',
    ],
    [
      'What GitHub does not say counts as private',
      'src/github/privatePulls.ts',
      `json['private'] !== true`,
      `json['private'] === undefined`,
    ],
  ),
  ...of(
    'test/unit/port/backportPrivate.test.ts',
    'sends nothing where GitHub does not say at that moment that the fork is private',
    [
      'The branch is brought there without asking',
      'src/jobs/backport/make/private/run.ts',
      '    await github.privatePulls.requirePrivate(fork.fullName, signal);\n    const place = { fork: { ...fork, gitUrl }, branch: branch.branch };\n',
      '    void github;\n    const place = { fork: { ...fork, gitUrl }, branch: branch.branch };\n',
    ],
    [
      'What was private a step ago counts as private',
      'src/jobs/backport/make/private/run.ts',
      '    await github.privatePulls.requirePrivate(fork.fullName, signal);\n    const place = { fork: { ...fork, gitUrl }, branch: head };\n',
      '    void github;\n    const place = { fork: { ...fork, gitUrl }, branch: head };\n',
    ],
  ),
  ...of(
    'test/unit/ui/webviewHtml.test.ts',
    'allows a script by nonce, styles and fonts of our own, and nothing else',
    [
      'Pictures may come from everywhere',
      'src/ui/webviewHtml.ts',
      '    `font-src ${page.source}`,\n',
      '    `font-src ${page.source}`,\n    "img-src https: data:",\n',
    ],
    [
      'Scripts in the page run',
      'src/ui/webviewHtml.ts',
      "`script-src 'nonce-${page.nonce}'`",
      "`script-src 'nonce-${page.nonce}' 'unsafe-inline'`",
    ],
    ['What has no rule of its own is allowed', 'src/ui/webviewHtml.ts', `    "default-src 'none'",\n`, ''],
  ),
  ...of(
    'test/e2e/page/preview.test.ts',
    'renders a hostile description inert, in every preview',
    [
      'A picture is shown where it came from',
      'webview/advisory/preview/inert.ts',
      "  if (name === 'img') return inertImage(element);\n",
      "  if (name === 'img') return h('img', { src: element.getAttribute('src') ?? '' });\n",
    ],
    [
      'Links of any scheme can be pressed',
      'webview/advisory/preview/address.ts',
      'return schemes.has(protocol) ? whole : null;',
      'return protocol === "" ? null : whole;',
    ],
    [
      'Markdown’s own HTML goes into the page as it is',
      'webview/advisory/preview/inert.ts',
      '  copyInto(fragment, clean);\n',
      '  fragment.append(document.createRange().createContextualFragment(html), ...(clean ? [] : []));\n',
    ],
  ),
  ...of(
    'test/unit/save/save.test.ts',
    'takes a colleague’s other fields and entries, and asks about the same field',
    [
      'What I have is sent, not the merge',
      'src/jobs/save/save.ts',
      'names.map(name => [name, fields[name]])',
      'names.map(name => [name, mine[name]])',
    ],
    [
      'In a field that both changed mine wins',
      'src/advisory/merge.ts',
      '      fields[name] = theirs[name];\n      Object.assign',
      '      fields[name] = mine[name];\n      Object.assign',
    ],
    [
      'Lists are taken as a whole',
      'src/advisory/merge.ts',
      '  return mergeEntries(kindOf(name), base, mine as Entries, theirs as Entries);',
      '  return kindOf(name) && { value: mine as Entries };',
    ],
  ),
  ...of(
    'test/unit/publish/publish.test.ts',
    'never in a project of the response team: nothing is even asked',
    [
      'The profile of the response team allows it',
      'src/project/psrt.ts',
      '  publishes: false,\n',
      '  publishes: true,\n',
    ],
    [
      'The project is looked at only after GitHub was asked',
      'src/jobs/publish/publish.ts',
      "  if (against !== null) throw new JobError('ask', against);\n",
      '  void against;\n',
    ],
  ),
  ...of(
    'test/unit/ui/advisories/model.test.ts',
    'asks nothing when nobody is signed in or no repository is chosen',
    [
      'The list is read without a look at the session',
      'src/ui/advisories/model.ts',
      'if (!signedIn || repositories.length === 0) {',
      'if (repositories.length === 0) {',
    ],
    [
      'The list is read where no repository is chosen',
      'src/ui/advisories/model.ts',
      'if (!signedIn || repositories.length === 0) {',
      'if (!signedIn) {',
    ],
  ),
  ...of(
    'test/unit/github/client.test.ts',
    'a redirect to another host is not followed',
    [
      'Redirects are left to fetch, which follows to any host',
      'src/github/client.ts',
      "redirect: 'manual' } as const;",
      "redirect: 'follow' } as const;",
    ],
    [
      'The host is not looked at',
      'src/github/client.ts',
      '      if (new URL(url).origin !== new URL(this.apiUrl).origin) throw elsewhere();\n',
      '',
    ],
    [
      'The host is looked at before the first hop only',
      'src/github/client.ts',
      '      if (new URL(url).origin !== new URL(this.apiUrl).origin) throw elsewhere();\n',
      '      if (hop === 0 && new URL(url).origin !== new URL(this.apiUrl).origin) throw elsewhere();\n',
    ],
  ),
  ...of(
    'test/unit/ui/outgoing/outgoing.test.ts',
    'is every request, with its answer and the size of what was written, and no word of it',
    [
      'Only what was answered well is told',
      'src/github/sent.ts',
      '  const ended = tell(onSent, { method, url: asked, bytes: sizeOf(init.body) });\n',
      `  const ended = method === 'GET' ? tell(onSent, { method, url: asked, bytes: 0 }) : () => undefined;\n`,
    ],
    [
      'Paths are shown as they are',
      'src/ui/outgoing/ledger.ts',
      '    const path = mask(pathname);\n',
      '    const path = mask(pathname) && pathname;\n',
    ],
  ),
  ...of(
    'test/unit/ui/outgoing/everyWay.test.ts',
    'tells of itself: each connection to GitHub, and each git, is made with whom to tell',
    [
      'A second connection, for the account that git pushes with, tells nobody',
      'src/ui/port/tools.ts',
      ', onSent: outgoing.github });',
      ' });',
    ],
    ['The window’s git tells nobody', 'src/ui/git/gitTools.ts', '      onSent: outgoing.git,\n', ''],
  ),
  ...of(
    'test/unit/ui/outgoing/everyWay.test.ts',
    'is one that What Leaves This Machine hears of',
    [
      'A page of the web is asked beside, and its answer is not waited for',
      'src/ui/leaked/read.ts',
      "  return read('The CVE record', () => github.cve.state(cveUrl, cveId, signal));",
      "  void fetch(cveUrl);\n  return read('The CVE record', () => github.cve.state(cveUrl, cveId, signal));",
    ],
    [
      'A page of the web is read by a fetch of one’s own',
      'src/ui/leaked/read.ts',
      "  return read('The CVE record', () => github.cve.state(cveUrl, cveId, signal));",
      "  return read('The CVE record', async () => ((await fetch(cveUrl)).ok ? github.cve.state(cveUrl, cveId, signal) : 'none'));",
    ],
  ),
  ...of(
    'test/unit/manifest.test.ts',
    'lets no folder say where requests and programs go: such settings are the machine’s',
    [
      'A folder may set the address of the API',
      'package.json',
      '"default": "https://api.github.com",\n          "scope": "machine",',
      '"default": "https://api.github.com",\n          "scope": "resource",',
    ],
    [
      'A folder may set the command of the tests',
      'package.json',
      '        "ghsa.testCommand": {',
      '        "ghsa.testShell": { "type": "string", "scope": "window" },\n        "ghsa.testCommand": {',
    ],
  ),
  ...of(
    'test/e2e/trust.test.ts',
    'offers no command that runs git, in the palette and at the row',
    [
      'The palette offers the port everywhere',
      'package.json',
      '"command": "ghsa.port",\n          "when": "ghsa:signedIn && isWorkspaceTrusted && !virtualWorkspace"',
      '"command": "ghsa.port",\n          "when": "ghsa:signedIn && !virtualWorkspace"',
    ],
    [
      'The menu of a row offers to clone everywhere',
      'package.json',
      '\\\\bmay-cloneFork\\\\b/ && isWorkspaceTrusted && !virtualWorkspace"',
      '\\\\bmay-cloneFork\\\\b/ && !virtualWorkspace"',
    ],
  ),
  ...of(
    'test/unit/ui/port/everyTrace.test.ts',
    'lists all of it by its name and number, and leaves nothing that is not named here',
    ['Test commands are not listed', 'src/ui/port/remembered.ts', '    ...(await testTraces(parts)),\n', ''],
  ),
  ...of('test/unit/manifest.test.ts', 'lets no folder show the titles that its user hid', [
    'A folder may say whether titles are hidden',
    'package.json',
    '"ghsa.hideTitles": {\n          "type": "boolean",\n          "default": false,\n          "scope": "application",',
    '"ghsa.hideTitles": {\n          "type": "boolean",\n          "default": false,\n          "scope": "window",',
  ]),
  ...of(
    'test/unit/github/client.test.ts',
    'asks nothing before somebody signed in',
    [
      'Without a token it is asked without one',
      'src/github/client.ts',
      '    if (!token) throw notSignedIn();\n',
      '',
    ],
    [
      'Reads are asked without a token',
      'src/github/client.ts',
      '    if (!token) throw notSignedIn();\n',
      `    if (!token && (init.method ?? 'GET') !== 'GET') throw notSignedIn();\n`,
    ],
  ),
  ...of('test/unit/embargo/scan.test.ts', 'finds the year and number of the CVE id without its letters', [
    'Only the id with its letters is looked for',
    'src/embargo/rules.ts',
    'places(normal, loosely(id)), ...unlettered(normal, id)]',
    'places(normal, loosely(id))]',
  ]),
  ...of('test/unit/embargo/scan.test.ts', 'holds every CVE id back while the advisory has none on record', [
    'Without an id on record none is looked for',
    'src/embargo/rules.ts',
    '  id !== null || cvePublished || stage',
    '  id !== null || id === null || cvePublished || stage',
  ]),
  ...of('test/unit/git/signingKey.test.ts', 'puts no address into a signature of real gpg', [
    'gpg gets the key as git names it',
    'src/git/objects.ts',
    '`-S${await keyWithoutName(git, scratch, signing, limit)}`',
    '`-S${signing.key || (await keyWithoutName(git, scratch, signing, limit))}`',
  ]),
  ...of('test/unit/github/client.test.ts', 'names nobody and no branch in the log', [
    'What follows is written down',
    'src/github/client.ts',
    `    .replace(/(\\/(?:users|compare|matching-refs)\\/).*/, '$1…');`,
    '    .trim();',
  ]),
  ...of(
    'test/unit/port/movedOn.test.ts',
    "that was not written down, the same: ${how}, ${isGone ? 'gone' : 'there'}",
    [
      'One that ended is ours by its head alone',
      'src/jobs/port/steps/ourPulls.ts',
      '(since && byUs) || (await holds())',
      'false',
    ],
  ),
  ...of('test/unit/issue/tried.test.ts', 'is found where a triager edits its ${what}', [
    'After a try, too, title and text must both be ours',
    'src/jobs/line/ourIssue.ts',
    'const ours = exact.length > 0 ? exact : alike;',
    'const ours = exact;',
  ]),
  ...of('test/unit/issue/tried.test.ts', 'is said to be public, with its link, and is known from then on', [
    'Nobody looks before it is said',
    'src/jobs/issue/run.ts',
    '  const { ours } = await lookForIssue({ github, record, signal });\n',
    "  const { ours } = { ours: (await lookForIssue({ github, record, signal })).ours.slice(0, 0) };\n  if (ours.length === 0) return 'Nothing was sent.';\n",
  ]),
  ...of('test/unit/manifest.test.ts', '${name} is kept out', [
    'The menu of a row offers to run the tests everywhere',
    'package.json',
    '/^advisory.*\\\\bmay-runTests\\\\b/ && isWorkspaceTrusted && !virtualWorkspace"',
    '/^advisory.*\\\\bmay-runTests\\\\b/"',
  ]),
  ...of('test/e2e/process.test.ts', 'says no title in a notification or in the status bar', [
    'A notification of a decision names the advisory by its title',
    'src/ui/decide/tell.ts',
    'await show(withoutLinks(text), ...buttons',
    'await show(withoutLinks(`${text} (${at.advisory.title})`), ...buttons',
  ]),
  ...of(
    'test/unit/ui/practice/apart.test.ts',
    'reads nothing real, whatever it is called',
    [
      'A secret that practice lacks is looked for among the real ones',
      'src/ui/practice/prefixed.ts',
      'get: key => secrets.get(prefix + key),',
      'get: async key => (await secrets.get(prefix + key)) ?? (await secrets.get(key)),',
    ],
    [
      'The same of the state',
      'src/ui/practice/prefixed.ts',
      'state.get(prefix + key, fallback),',
      'state.get(prefix + key, state.get(key, fallback)),',
    ],
  ),
  ...of(
    'test/unit/ui/practice/apart.test.ts',
    'leaves nothing when it is left, and everything real',
    [
      'The secrets of practice stay',
      'src/ui/practice/prefixed.ts',
      '  for (const key of state.get<string[]>(index, [])) await secrets.delete(prefix + key);\n',
      '  void secrets;\n',
    ],
    [
      'Leaving deletes real state, too',
      'src/ui/practice/prefixed.ts',
      'if (key.startsWith(prefix)) await state.update(key, undefined);',
      'await state.update(key, undefined);',
    ],
  ),
  ...of(
    'test/unit/ui/practice/home.test.ts',
    'is left without a trace but the workspace file, and that goes with the next ordinary window',
    [
      'The files of practice stay',
      'src/ui/practice/leave.ts',
      '    if (path !== place.clone) await rm(path, { recursive: true, force: true, maxRetries: 3 });\n    else\n',
      '    if (path === place.clone)\n',
    ],
  ),
  ...of(
    'test/vscode/twice.ts',
    'Two builds of the same sources differ.',
    [
      'The package has the time it was built at',
      'test/vscode/package.ts',
      "SOURCE_DATE_EPOCH: '946684800', ",
      '',
    ],
    [
      'The list of parts gets a random number',
      'test/vscode/components.ts',
      '    version: 1,\n',
      '    version: 1,\n    serialNumber: `urn:uuid:${crypto.randomUUID()}`,\n',
    ],
  ),
  ...of('test/vscode/twice.ts', 'The .vsix has no ${name}.', [
    'The licences of others are not written',
    'test/vscode/package.ts',
    "  writeFileSync(join(root, 'dist/THIRD-PARTY-LICENSES.txt'), noticesOf(parts));\n",
    '  noticesOf(parts);\n',
  ]),
  ...of('test/vscode/twice.ts', 'The .vsix lists no version and licence of ${unlisted}.', [
    'The list of parts is empty',
    'test/vscode/components.ts',
    '  return [...folders]\n',
    '  return [...folders]\n    .slice(0, 0)\n',
  ]),
  ...of('test/vscode/twice.ts', 'The .vsix has no licence text of ${unnoticed}.', [
    'Of a licence its name is enough',
    'test/vscode/components.ts',
    "rule, '', ...texts].join",
    "rule, '', ...texts.slice(0, 0)].join",
  ]),
];
