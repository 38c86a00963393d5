import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GuardDesk } from './guardDesk.ts';

/** How people push, as they type it. Each leaks from a clone without a guard: shown, too. */
const ways: Readonly<Record<string, string>> = {
  'to the remote of the public repository': 'git push upstream HEAD',
  'the same with --no-verify': 'git push --no-verify upstream HEAD',
  'everything with --all': 'git push --all upstream',
  'everything with --all --no-verify': 'git push --no-verify --all upstream',
  'everything with --mirror': 'git push --mirror upstream',
  'everything with --mirror --no-verify': 'git push --no-verify --mirror upstream',
  tags: 'git tag v0; git push --no-verify upstream --tags',
  'by force': 'git push --no-verify --force upstream HEAD:main',
  'a deletion': 'git push --no-verify "$MINE" :refs/heads/3.11',
  'by address': 'git push "$PUB" HEAD',
  'by address with --no-verify': 'git push --no-verify "$PUB" HEAD',
  'by address without .git': 'git push --no-verify "${PUB%.git}" HEAD',
  'by address with a slash at its end': 'git push --no-verify "$PUB/" HEAD',
  'by address with a user': 'git push --no-verify "http://somebody@${PUB#http://}" HEAD',
  'by address with another name of the host':
    'git push --no-verify "http://localhost:${HOST#*:}/python/cpython.git" HEAD',
  'to the own public fork': 'git push --no-verify "$MINE" HEAD',
  'with --repo': 'git push --no-verify --repo="$PUB"',
  'to a folder': 'git push --no-verify "$LOCAL" HEAD',
  'to a folder as file://': 'git push --no-verify "file://$LOCAL" HEAD',
  'to a folder beside it': 'git push --no-verify ../local.git HEAD',
  'to a folder by ext::': 'git -c protocol.ext.allow=always push --no-verify "ext::git %s ../local.git" HEAD',
  'by plumbing to a folder': 'git send-pack "$LOCAL" HEAD:refs/heads/fix',
  'after the remotes were renamed':
    'git remote rename origin private && git remote rename upstream origin && git push --no-verify origin HEAD',
  'to an added remote': 'git remote add me "$MINE" && git push --no-verify -u me HEAD',
  'to an added mirror': 'git remote add --mirror=push me "$MINE" && git push --no-verify me',
  'to origin with another address': 'git remote set-url origin "$PUB" && git push --no-verify origin HEAD',
  'to an address more of origin':
    'git remote set-url --add origin "$MINE" && git push --no-verify origin HEAD',
  'through the address of the fork': 'git push --no-verify "$FORK/../cpython.git" HEAD',
  'through the address of the fork, to the own public fork':
    'git push --no-verify "$FORK/../../octo-coordinator/cpython.git" HEAD',
  'through the address of the fork, without .git':
    'git push --no-verify "$BASE/$FORK_NAME/../cpython.git" HEAD',
  'through the address of the fork, with escapes':
    'git push --no-verify "$BASE/$FORK_NAME/%2e%2e/cpython.git" HEAD',
  'through a name that begins as the fork does':
    'git push --no-verify "$BASE/$FORK_NAME-x/../cpython.git" HEAD; git push --no-verify "${FORK}x/../cpython.git" HEAD; git push --no-verify "$BASE/$FORK_NAME.x/../cpython.git" HEAD',
  'through a name with a letter that is rare in addresses':
    'git push --no-verify "${FORK}!/../cpython.git" HEAD; git push --no-verify "${FORK}é/../cpython.git" HEAD; git push --no-verify "$BASE/${FORK_NAME}é/../cpython.git" HEAD; git push --no-verify "$FORK/é/../../cpython.git" HEAD',
  'through the address of the fork, as a push address':
    'git remote set-url --push origin "$FORK/../cpython.git" && git push --no-verify origin HEAD',
  'through the address of the fork, as another remote':
    'git remote add me "$FORK/../../octo-coordinator/cpython.git" && git push --no-verify me HEAD',
  'to a push address of origin': 'git remote set-url --push origin "$PUB" && git push origin HEAD',
  'to a push address of origin, with --no-verify':
    'git remote set-url --push origin "$PUB" && git push --no-verify origin HEAD',
  'to a push address of upstream':
    'git remote set-url --push upstream "$MINE" && git push --no-verify upstream HEAD',
  'to a push address more of origin':
    'git remote set-url --push --add origin "$FORK" && git remote set-url --push --add origin "$LOCAL" && git push --no-verify origin HEAD',
  'to a remote of the old kind':
    'mkdir -p .git/remotes && echo "URL: $PUB" >.git/remotes/old && git push --no-verify old HEAD',
  'with a remote for the branch':
    'git config branch.advisory-fix-7.pushRemote upstream && git config push.default current && git push --no-verify',
  'with a remote on the command line':
    'git -c remote.pushDefault=upstream -c push.default=current push --no-verify',
  'with hooks switched off': 'git -c core.hooksPath=/dev/null push "$PUB" HEAD',
  'with hooks switched off by the environment':
    'GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=core.hooksPath GIT_CONFIG_VALUE_0=/dev/null git push "$PUB" HEAD',
  'from a folder below': 'cd sub && git push --no-verify "$PUB" HEAD',
  'from a worktree':
    'git worktree add -q -b backport "$WORKTREE" && cd "$WORKTREE" && git push --no-verify upstream HEAD; git push "$MINE" HEAD',
  'from elsewhere': 'cd / && git --git-dir="$OLDPWD/.git" push --no-verify "$PUB" advisory-fix-7',
  'as the built-in GitHub extension does for its offer':
    'git remote remove upstream; git remote rename origin upstream && git remote add origin "$MINE" && git fetch -q origin; git push -u origin HEAD',
  'out of a clone of the clone':
    'git clone -q . ../copy-$$; cd ../copy-$$ && git push --no-verify "$PUB" HEAD',
  'out of a mirror of the clone':
    'git clone -q --mirror . ../copy-$$; cd ../copy-$$ && git push --no-verify --all "$MINE"',
  'out of the public clone, which fetches from it':
    'here=$PWD; cd "$PUBLIC_CLONE" && git fetch "$here" advisory-fix-7 && git push --no-verify "$MINE" FETCH_HEAD:refs/heads/fix',
  'out of the public clone, which has it as a remote':
    'here=$PWD; cd "$PUBLIC_CLONE" && git remote add private-$$ "$here" && git fetch -q private-$$; git push --no-verify "$MINE" "refs/remotes/private-$$/*:refs/heads/*"',
};

/** What users have in their own configuration, and pushes that it would turn away from the guard. */
const configured: Readonly<Record<string, readonly [config: string, script: string]>> = {
  'hooks of their own': [
    '[core]\n\thooksPath = /dev/null',
    'git push upstream HEAD; git push --no-verify "$MINE" HEAD',
  ],
  'pushInsteadOf of the host to ssh': [
    '[url "ssh://git@127.0.0.1/"]\n\tpushInsteadOf = $BASE/',
    'git push --no-verify upstream HEAD; git push --no-verify "$MINE" HEAD; GIT_SSH_COMMAND="sh -c exit" git push --no-verify "$PUB" HEAD',
  ],
  'pushInsteadOf of the host to itself': [
    '[url "$BASE/"]\n\tpushInsteadOf = $BASE/\n\tpushInsteadOf = git@127.0.0.1:',
    'git push --no-verify upstream HEAD; git push --no-verify "$MINE" HEAD; git push --no-verify git@127.0.0.1:python/cpython HEAD',
  ],
  'insteadOf of the host to itself, and a push address': [
    '[url "$BASE/"]\n\tinsteadOf = $BASE/',
    'git remote set-url --push origin "$MINE"; git push --no-verify origin HEAD; git push --no-verify "$PUB" HEAD',
  ],
  'the usual short names for the host': [
    '[url "$BASE/"]\n\tinsteadOf = gh:\n\tinsteadOf = github:\n\tpushInsteadOf = gh:',
    'git push --no-verify gh:python/cpython HEAD; git remote set-url --push origin github:octo-coordinator/cpython; git push --no-verify',
  ],
  'a short name for the host': [
    '[url "$BASE/"]\n\tinsteadOf = robin:\n\tpushInsteadOf = robin:\n\tpushInsteadOf = hub',
    'git push --no-verify robin:python/cpython HEAD; git remote set-url --push origin robin:octo-coordinator/cpython; git push --no-verify; git push --no-verify hubpython/cpython HEAD',
  ],
  'a short name for a part of the host': [
    '[url "$BASE/python/"]\n\tinsteadOf = py:\n[url "$BASE/octo-coordinator/"]\n\tpushInsteadOf = $BASE/python/',
    'git push --no-verify py:cpython HEAD; git push --no-verify "$PUB" HEAD; git remote set-url --push upstream py:cpython; git push --no-verify upstream HEAD',
  ],
  'protocols allowed by name': [
    '[protocol]\n\tallow = always\n[protocol "file"]\n\tallow = always\n[protocol "ext"]\n\tallow = always',
    'git send-pack "$LOCAL" HEAD:refs/heads/fix; git push --no-verify "$LOCAL" HEAD; git push --no-verify "ext::git %s $LOCAL" HEAD',
  ],
  'push to everywhere': [
    '[remote]\n\tpushDefault = upstream\n[push]\n\tdefault = matching\n\tfollowTags = true',
    'git push --no-verify upstream; git push --no-verify "$MINE"',
  ],
};

const lines = [
  /^GHSA Coordinator: this clone is under embargo\. Push to (\S+) refused\.$/m,
  /^Only its private fork may receive pushes\. To publish, use "GHSA: Port Private Fix to Public PR"\.$/m,
];

describe('the guard of a private clone: a terminal', () => {
  let at: GuardDesk;
  before(async () => (at = await GuardDesk.open()));
  after(() => at.close());
  afterEach(() => at.restore());

  for (const [name, script] of Object.entries(ways)) {
    it(`nothing leaves: ${name}`, async () => {
      const said = await at.sh(script);
      assert.ok(said.code !== 0 || said.err.includes('Everything up-to-date'), said.out + said.err);
      assert.deepEqual(await at.leaked(), [], said.err);
      // The same from a clone without a guard: the way is a way.
      const unguarded = await at.sh(script, join(at.root, 'plain'));
      assert.notDeepEqual(await at.leaked(), [], unguarded.out + unguarded.err);
    });
  }

  for (const [name, [config, script]] of Object.entries(configured)) {
    for (const when of ['before', 'after']) {
      it(`nothing leaves under a configuration with ${name}, written ${when} the guard`, async () => {
        await at.configure(config.replace(/\$[A-Z]+/g, word => at.names[word.slice(1)]!));
        if (when === 'before') await at.guard();
        // A short name that the guard could not know of is the hook's.
        const later = when === 'after' && name.startsWith('a short name');
        const said = await at.sh(later ? script.replaceAll(' --no-verify', '') : script);
        assert.deepEqual(await at.leaked(), [], said.err);
        assert.equal(await at.forkChanged(), false, said.err);
        assert.match(await at.must('git push "$FORK" HEAD 2>&1'), /advisory-fix-7/);
        await at.must('git fetch upstream && git fetch origin');
        assert.deepEqual(await at.leaked(), []);
        assert.equal(await at.forkChanged(), true);
      });
    }
  }

  it('says what was refused, and what to do, in two lines and without a password', async () => {
    for (const [address, place] of Object.entries({
      upstream: `${at.names['HOST']}/python/cpython`,
      'https://github.com/python/cpython.git': 'github.com/python/cpython',
      'https://robin:hunter2@github.com/python/cpython': 'github.com/python/cpython',
      'git@github.com:python/cpython.git': 'github.com/python/cpython',
      'ssh://git@github.com:22/python/cpython.git/': 'github.com:22/python/cpython',
      '/somewhere/a folder.git': '/somewhere/a folder',
    })) {
      const { code, err } = await at.sh(`git push '${address}' HEAD`);
      assert.equal(code, 128);
      assert.equal(
        err,
        `GHSA Coordinator: this clone is under embargo. Push to ${place} refused.\nOnly its private fork may receive pushes. To publish, use "GHSA: Port Private Fix to Public PR".\n`,
      );
    }
  });

  it("asks the user's credential helpers, and tells them no token", async () => {
    const token = at.sandbox.tokens['coordinator'];
    const user = '[user]\n\tname = R\n\temail = r@roe.example\n[credential]\n\thelper = store\n';
    await writeFile(join(at.home, '.gitconfig'), user);
    await writeFile(join(at.root, 'ask'), `#!/bin/sh\necho ${token}\n`, { mode: 0o700 });
    const push = 'GIT_ASKPASS="$ROOT/ask" git push -q origin HEAD';
    // Without a guard it is stored: the way is a way.
    await at.must(push, join(at.root, 'plain'));
    assert.ok((await at.read('home/.git-credentials')).includes(token!));
    await rm(join(at.home, '.git-credentials'));
    await at.restore();
    await writeFile(join(at.home, '.gitconfig'), user);
    await at.guard();
    await at.must(push);
    assert.equal(await at.read('home/.git-credentials'), '');
    // What the user keeps there is used.
    await writeFile(
      join(at.home, '.git-credentials'),
      `http://x:${token}@${at.names['HOST']!.replace(':', '%3a')}\n`,
    );
    await at.must('GIT_ASKPASS=false git push -q origin HEAD:refs/heads/other');
    assert.equal((await at.check()).whole, true);
  });

  it('the hook says the same where the addresses are open', async () => {
    await at.must('git config url."$PUB".pushInsteadOf "$PUB"');
    const { code, err } = await at.sh('git push "$PUB" HEAD');
    assert.notEqual(code, 0);
    for (const line of lines) assert.match(err, line);
    assert.deepEqual(await at.leaked(), []);
  });

  it('fetches from nowhere else, and says so', async () => {
    const { code, err } = await at.sh('git fetch "$MINE"');
    assert.notEqual(code, 0);
    assert.match(err, /Fetch from \S+octo-coordinator\/cpython refused\.\nIt fetches from its private fork/);
  });

  describe('lets work go on', () => {
    for (const [name, script] of Object.entries({
      'a plain push': 'git push',
      'the first push of a branch, as Publish Branch does': 'git push -u origin advisory-fix-7',
      'a push by address': 'git push "$FORK" HEAD',
      'a push by address without .git': 'git push "${FORK%.git}" HEAD',
      'a push by the ssh address of the fork, in a clone by https':
        'git push "ssh://git@127.0.0.1/$FORK_NAME.git" HEAD',
      'a push by the scp address of the fork': 'git push "git@127.0.0.1:$FORK_NAME" HEAD',
      'a push after the remotes were renamed': 'git remote rename origin private && git push private HEAD',
      'a push from a worktree': 'git worktree add -q -b backport "$WORKTREE" && cd "$WORKTREE" && git push',
      'a push to a push address that is the fork': 'git remote set-url --push origin "$FORK" && git push',
      'a push of a branch that was started from public main':
        'git fetch -q upstream && git switch -q -c other upstream/main && git commit -q --allow-empty -m x && git push',
      'a forced push after a rebase on public main':
        'git push -q && git fetch -q upstream && git rebase -q upstream/main && git commit -q --amend -m y && git push --force-with-lease',
    })) {
      it(name, async () => {
        await at.must(script);
        assert.equal(await at.forkChanged(), true);
        assert.deepEqual(await at.leaked(), []);
      });
    }

    it('fetching and pulling public main', async () => {
      await at.must('git fetch upstream && git pull -q --rebase upstream main && git log -1 upstream/main');
      await at.must('git ls-remote upstream');
    });
  });

  // What a guard in the configuration cannot stop: the README names these.
  describe('is no wall against somebody who goes round it', () => {
    for (const [name, script] of Object.entries({
      'the guard is taken out of the configuration': 'git config --unset include.path; git push "$PUB" HEAD',
      'a longer rule is added, and the hook is skipped':
        'git -c url."$PUB".pushInsteadOf="$PUB" push --no-verify "$PUB" HEAD',
      'the fetch-only address is made a push address, and the hook is skipped':
        'git remote set-url --push upstream fetch-only:python/cpython.git && git push --no-verify upstream HEAD',
      'a short name is given to the host later, and the hook is skipped':
        'git config --global url."$BASE/".pushInsteadOf robin: && git push --no-verify robin:python/cpython HEAD',
      'a rule of the user is for one whole address, and the hook is skipped':
        'git config --global url."$MINE".pushInsteadOf "$PUB" && git push --no-verify "$PUB" HEAD',
      'the public clone fetches a commit by its id':
        'id=$(git rev-parse HEAD); cd "$PUBLIC_CLONE" && git fetch -q "$CLONE" "$id" && git push -q "$MINE" FETCH_HEAD:refs/heads/fix',
      'the public clone borrows its objects':
        'id=$(git rev-parse HEAD); cd "$PUBLIC_CLONE" && echo "$CLONE/.git/objects" >.git/objects/info/alternates && git push -q "$MINE" "$id:refs/heads/fix"',
      'an organisation gets a rule later, and the hook is skipped':
        'git config --global url."$BASE/octo-coordinator/".pushInsteadOf "$BASE/octo-coordinator/" && git push --no-verify "$MINE" HEAD',
      'the transport is run by hand':
        'printf "push HEAD:refs/heads/fix\\n\\n" | git remote-http origin "$MINE"',
      'protocols are allowed by the environment, and plumbing pushes':
        'GIT_ALLOW_PROTOCOL=file:http git send-pack "$LOCAL" HEAD:refs/heads/fix',
      'the public clone fetches with an upload-pack of its own':
        'cd "$PUBLIC_CLONE" && git fetch -q --upload-pack="git -c transfer.hideRefs=!refs/ upload-pack" "$CLONE" advisory-fix-7 && git push -q "$MINE" FETCH_HEAD:refs/heads/fix',
      'commits are carried in a bundle':
        'git bundle create -q "$ROOT/fix.bundle" HEAD && cd "$PUBLIC_CLONE" && git fetch -q "$ROOT/fix.bundle" HEAD && git push -q "$MINE" FETCH_HEAD:refs/heads/fix',
      'commits are carried as patches':
        'git format-patch -1 --stdout >"$ROOT/fix.patch" && cd "$PUBLIC_CLONE" && git am -q "$ROOT/fix.patch" && git push -q "$MINE" HEAD:refs/heads/fix',
      'the files are committed with the git folder of the public clone':
        'export GIT_DIR="$PUBLIC_CLONE/.git" GIT_WORK_TREE=.; git add fix.txt && git commit -q -m x && git push -q "$MINE" HEAD:refs/heads/fix',
      "a submodule's commits are pushed from its folder":
        'git clone -q "$MINE" vendored && git add vendored 2>/dev/null && cd vendored && git commit -q --allow-empty -m secret && git push -q origin HEAD:refs/heads/fix',
      "a submodule's commits are pushed along, by a switch":
        'git clone -q "$MINE" vendored && cd vendored && git switch -q -c advisory-fix-7 && git commit -q --allow-empty -m secret && cd .. && git submodule --quiet add "$MINE" vendored && git commit -q -m more && git push --recurse-submodules=on-demand origin advisory-fix-7',
      'the files are copied':
        'cp fix.txt "$PUBLIC_CLONE" && cd "$PUBLIC_CLONE" && git add fix.txt && git commit -q -m x && git push -q "$MINE" HEAD:fix',
    })) {
      it(`it leaks when ${name}`, async () => {
        const said = await at.sh(script);
        assert.notDeepEqual(await at.leaked(), [], said.out + said.err);
      });
    }

    it('what was changed is named, and repaired', async () => {
      const whole = await at.check();
      assert.deepEqual(whole.missing, []);
      assert.ok(whole.whole);
      await at.must('git config --global url."$BASE/".pushInsteadOf robin:');
      await at.must('git config --unset include.path && git remote set-url origin "$PUB"');
      await at.must('git remote set-url --push upstream "$MINE"');
      const { missing, remotes } = await at.check();
      for (const sentence of [
        /The setting core\.hooksPath of this clone is not the guard's\./,
        /The rules that refuse pushes are not as they should be\./,
        /A push to \S+python\/cpython would go to \S+python\/cpython\./,
        /Pushes to the remote upstream go to \S+octo-coordinator\/cpython\.git\./,
      ])
        assert.ok(
          missing.some(each => sentence.test(each)),
          missing.join('\n'),
        );
      assert.deepEqual(
        remotes.map(({ name, verdict }) => [name, verdict]),
        [
          ['origin', 'elsewhere'],
          ['upstream', 'elsewhere'],
        ],
      );
      await at.guard();
      assert.deepEqual(await at.check(), whole);
      const said = await at.sh(
        'git push --no-verify robin:python/cpython HEAD; git push --no-verify upstream HEAD',
      );
      assert.deepEqual(await at.leaked(), [], said.err);
    });
  });
});
