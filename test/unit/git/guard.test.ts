import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkGuard, Git, setGuard, type GuardOf } from '../../../src/git/index.ts';
import { rewritten } from '../../../src/git/guard/rewrite.ts';
import { readSettings, rewritesOf } from '../../../src/git/guard/settings.ts';

const of: GuardOf = {
  fork: 'Snake-Org/spoon-ghsa-2222-3333-4444',
  upstream: 'Snake-Org/spoon',
  gitUrl: 'https://github.com',
  protocol: 'https',
};
const fork = 'https://github.com/Snake-Org/spoon-ghsa-2222-3333-4444.git';

describe('the guard of a private clone', () => {
  const git = new Git();
  let root: string;
  let clone: string;
  const saved = { ...process.env };

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'ghsa guard é\'"-'));
    clone = join(root, 'a clone');
    process.env['HOME'] = join(root, 'home');
    delete process.env['XDG_CONFIG_HOME'];
    await mkdir(process.env['HOME']);
    await configure('');
    await must(`git init -q -b main '${clone.replaceAll("'", "'\\''")}'`, root);
  });
  afterEach(async () => {
    for (const name of ['HOME', 'XDG_CONFIG_HOME']) {
      if (saved[name] === undefined) delete process.env[name];
      else process.env[name] = saved[name];
    }
    await rm(root, { recursive: true, force: true });
  });

  const configure = (more: string) =>
    writeFile(
      join(root, 'home', '.gitconfig'),
      `[user]\n\tname = Robin Roe\n\temail = robin@roe.example\n${more}\n`,
    );

  /** Runs a script as in a terminal. */
  const must = (script: string, cwd = clone) =>
    new Promise<string>((done, failed) =>
      execFile(
        'sh',
        ['-c', script],
        { cwd, env: { PATH: process.env['PATH'], HOME: join(root, 'home'), ROOT: root } },
        (error, out, err) => (error ? failed(new Error(`${script}\n${out}${err}`)) : done(out)),
      ),
    );

  /** A hook that notes its name, arguments and standard input. */
  const hook = async (path: string, name = path.split('/').at(-1)!, ends = 0) => {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, `#!/bin/sh\necho "${name} $*" >>"$ROOT/ran"\ncat >>"$ROOT/ran"\nexit ${ends}\n`);
    await chmod(path, 0o755);
  };
  const ran = () => readFile(join(root, 'ran'), 'utf8').catch(() => '');

  it('is whole when it was set, and the same when it is set again', async () => {
    await setGuard(git, clone, of);
    const files = () => must('cat .git/config .git/ghsa-guard/config .git/ghsa-guard/hooks/*');
    const first = await files();
    await setGuard(git, clone, of);
    assert.equal(await files(), first);
    assert.deepEqual(await checkGuard(git, clone, of), {
      whole: true,
      missing: [],
      remotes: [
        { name: 'origin', fetch: fork, push: fork, verdict: 'fork' },
        { name: 'upstream', fetch: 'https://github.com/Snake-Org/spoon.git', push: null, verdict: 'refused' },
      ],
    });
  });

  it('gives the public repository no push address, and one for fetching that means nothing elsewhere', async () => {
    await must('git remote add upstream https://github.com/Snake-Org/spoon.git');
    await must('git remote set-url --push upstream https://github.com/Snake-Org/spoon.git');
    await setGuard(git, clone, of);
    assert.equal(
      await must('git config --get-regexp "^remote\\..*url"'),
      ['remote.upstream.url fetch-only:Snake-Org/spoon.git', `remote.origin.url ${fork}`, ''].join('\n'),
    );
    assert.equal(
      await must('git remote get-url upstream; git remote get-url --push upstream'),
      'https://github.com/Snake-Org/spoon.git\nno-push-under-embargo://github.com/Snake-Org/spoon.git\n',
    );
  });

  it("leaves remotes alone that are somebody's own, and says so", async () => {
    await must('git remote add origin https://robin@github.com/snake-org/spoon-ghsa-2222-3333-4444');
    await must('git remote add upstream https://example.org/robin/spoon.git');
    await must('git remote set-url --push upstream https://example.org/robin/other.git');
    assert.deepEqual(await setGuard(git, clone, of), [
      'The remote upstream has the address https://example.org/robin/spoon.git: it was left as it is.',
    ]);
    assert.equal(
      await must('git config --get-regexp "^remote\\..*url"'),
      [
        `remote.origin.url ${fork}`,
        'remote.upstream.url https://example.org/robin/spoon.git',
        'remote.upstream.pushurl https://example.org/robin/other.git',
        '',
      ].join('\n'),
    );
    assert.deepEqual((await checkGuard(git, clone, of)).missing, []);
    // Also at a repair.
    assert.equal((await setGuard(git, clone, of)).length, 1);
  });

  it('is set with few calls of git', async () => {
    const calls: string[] = [];
    const counted = new Git({ log: line => calls.push(line) });
    await must(`git remote add origin ${fork} && git remote add upstream https://github.com/Snake-Org/spoon`);
    await setGuard(counted, clone, of);
    assert.deepEqual(calls.splice(0), ['git config -> 0', 'git config -> 0']);
    await must(
      `mv '${clone.replaceAll("'", "'\\''")}' moved && mv moved '${clone.replaceAll("'", "'\\''")}'`,
      root,
    );
    await setGuard(counted, clone, of);
    assert.deepEqual(calls, ['git config -> 0']);
  });

  it('leaves the configuration to a git that is writing it', async () => {
    await writeFile(join(clone, '.git/config.lock'), '');
    await assert.rejects(setGuard(git, clone, of));
    await rm(join(clone, '.git/config.lock'));
    await setGuard(git, clone, of);
    assert.equal((await checkGuard(git, clone, of)).whole, true);
  });

  const user = [
    '[url "git@github.com:"]\n\tpushInsteadOf = https://github.com/\n\tinsteadOf = gh:',
    '[url "https://github.com/"]\n\tinsteadOf = git@github.com:\n\tinsteadOf = ssh://git@github.com/',
    '[url "ssh://git@ssh.github.com:443/"]\n\tinsteadOf = git@github.com:\n\tpushInsteadOf = git@github.com:',
    '[url "https://mirror.example/"]\n\tinsteadOf = https://github.com/Snake-Org/\n\tinsteadOf = https://\n\tpushInsteadOf = h',
    '[url "a \\"quoted\\" one\\\\"]\n\tinsteadOf = "\\"q\\\\:"',
    '[protocol "ssh"]\n\tallow = always\n[protocol "codecommit"]\n\tallow = always\n[http "https://github.com/Snake-Org"]\n\tfollowRedirects = true',
  ];
  const addresses = [
    'github.com:',
    'git@github.com:',
    'https://github.com/',
    'ssh://git@github.com/',
    'gh:',
    'http://github.com/',
    'git://github.com/',
    '"q\\:',
    'https://',
    'hop',
    '../',
    '/',
    'fetch-only:',
    'https://www.github.com/',
    'ssh://git@ssh.github.com:443/',
    'https://github.com:443/',
  ].flatMap(form =>
    [
      'Snake-Org/spoon',
      'Snake-Org/spoon.git',
      'robin/spoon.git',
      'Snake-Org/spoon-ghsa-2222-3333-4444',
      'snake-org/spoon-ghsa-2222-3333-4444.git',
      'Snake-Org/spoon-ghsa-2222-3333-4444-too',
      'Snake-Org/spoon-ghsa-2222-3333-4444/../spoon.git',
      'Snake-Org/spoon-ghsa-2222-3333-4444.git/../spoon',
      'snake-org/spoon-ghsa-2222-3333-4444!/../spoon',
      'Snake-Org/spoon-ghsa-2222-3333-4444.git/',
      '9/_',
      '%39/_',
    ].map(name => form + name),
  );

  for (const protocol of ['https', 'ssh'] as const) {
    it(`lets the fork through and nothing else, whatever the user's git rewrites, by ${protocol}`, async () => {
      const mine = { ...of, protocol };
      const end = protocol === 'https' ? fork : 'git@github.com:Snake-Org/spoon-ghsa-2222-3333-4444.git';
      for (const config of ['', ...user, user.join('\n')]) {
        await configure(config);
        await setGuard(git, clone, mine);
        const report = await checkGuard(git, clone, mine);
        assert.deepEqual(report.missing, [], config);
        // Git's own word for each address: as a remote's address, and as a push address.
        const urls = addresses.map(
          (url, at) =>
            `[remote "r${at}"]\n\turl = ${JSON.stringify(url)}\n[remote "p${at}"]\n\turl = x\n\tpushurl = ${JSON.stringify(url)}\n`,
        );
        const own = await readFile(join(clone, '.git/config'), 'utf8');
        await writeFile(join(clone, '.git/config'), `${own}\n${urls.join('')}`);
        const listed = await must('git remote -v');
        const ends = new Map(
          [...listed.matchAll(/^(\w+)\t(.*) \(push\)$/gm)].map(([, name, to]) => [name, to] as const),
        );
        const said = addresses.flatMap((_, at) => [ends.get(`r${at}`)!, ends.get(`p${at}`)!]);
        said.forEach((to, at) => {
          const url = addresses[Math.floor(at / 2)]!;
          const isFork =
            /^(https:\/\/github\.com\/|(ssh:\/\/)?git@github\.com[:/])snake-org\/spoon-ghsa-2222-3333-4444(\.git)?$/i.test(
              url,
            );
          // The one that is written to be fetched from, as a push address: said in the README.
          if (at % 2 === 1 && url === 'fetch-only:Snake-Org/spoon.git') return;
          if (isFork) assert.equal(to, end, url);
          else assert.match(to, /^no-push-under-embargo:\/\//, url);
        });
        const settings = await readSettings(git, clone);
        const simulated = addresses.flatMap(url => {
          const push = rewritten(url, rewritesOf(settings, 'pushinsteadof'));
          const plain = rewritten(url, rewritesOf(settings, 'insteadof')) ?? url;
          return [push ?? plain, plain];
        });
        await writeFile(join(clone, '.git/config'), own);
        assert.deepEqual(said, simulated);
      }
    });
  }

  it('names a rule of the user for one whole address, which no other can outdo', async () => {
    await configure(
      '[url "https://github.com/robin/spoon.git"]\n\tpushInsteadOf = https://github.com/Snake-Org/spoon.git',
    );
    await setGuard(git, clone, of);
    const { whole, missing } = await checkGuard(git, clone, of);
    assert.equal(whole, false);
    assert.ok(
      missing.some(each => /^Your own git configuration sends .*Remove that rule/.test(each)),
      missing.join('\n'),
    );
  });

  it("runs the user's own hooks, with what git gives them", async () => {
    await setGuard(git, clone, of);
    for (const name of ['pre-commit', 'commit-msg', 'post-commit', 'post-checkout', 'pre-rebase'])
      await hook(join(clone, '.git/hooks', name));
    await must(
      'git commit -q --allow-empty -m one && git switch -q -c two && git commit -q --allow-empty -m two',
    );
    await must(
      'git worktree add -q -b three "$ROOT/worktree" && cd "$ROOT/worktree" && git commit -q --allow-empty -m three',
    );
    const words = (await ran()).split('\n').map(line => line.split(' ')[0]);
    assert.deepEqual(words.filter(Boolean), [
      ...['pre-commit', 'commit-msg', 'post-commit', 'post-checkout'],
      ...['pre-commit', 'commit-msg', 'post-commit', 'post-checkout'],
      ...['pre-commit', 'commit-msg', 'post-commit'],
    ]);
  });

  it("runs the hooks of the user's global folder in place of the repository's", async () => {
    await setGuard(git, clone, of);
    await configure('[core]\n\thooksPath = ~/my hooks');
    await hook(join(root, 'home/my hooks/pre-commit'), 'global');
    await hook(join(clone, '.git/hooks/pre-commit'), 'local');
    await must('git commit -q --allow-empty -m one');
    assert.equal(await ran(), 'global \n');
  });

  it('runs the hooks of a folder that the clone was given before or after, relative to its top', async () => {
    await setGuard(git, clone, of);
    await must('git config core.hooksPath .husky');
    await hook(join(clone, '.husky/pre-commit'), 'husky');
    await must('mkdir -p a/b && cd a/b && git commit -q --allow-empty -m one');
    assert.equal(await ran(), 'husky \n');
    assert.equal((await checkGuard(git, clone, of)).whole, true);
  });

  it('stops where a hook of the user stops', async () => {
    await setGuard(git, clone, of);
    await hook(join(clone, '.git/hooks/pre-commit'), 'no', 1);
    await assert.rejects(must('git commit -q --allow-empty -m one'));
  });

  it('hands a push to the hook of the user, with its lines', async () => {
    await setGuard(git, clone, of);
    await hook(join(clone, '.git/hooks/pre-push'));
    const run = (url: string) =>
      must(`printf 'refs/heads/a 1 refs/heads/b 2\\n' | .git/ghsa-guard/hooks/pre-push origin '${url}'`);
    for (const url of [
      fork,
      fork.replace('.git', ''),
      fork.toLowerCase(),
      `${fork}/`,
      'git@github.com:Snake-Org/spoon-ghsa-2222-3333-4444.git',
      'ssh://git@github.com/Snake-Org/spoon-ghsa-2222-3333-4444',
    ]) {
      await run(url);
      assert.equal(await ran(), `pre-push origin ${url}\nrefs/heads/a 1 refs/heads/b 2\n`);
      await rm(join(root, 'ran'));
    }
    for (const url of [
      'https://github.com/Snake-Org/spoon.git',
      'https://github.com/Snake-Org/spoon-ghsa-2222-3333-4444-too',
      'https://github.com/Snake-Org/spoon-ghsa-2222-3333-4444.git.git.git',
      'https://github.com.example/Snake-Org/spoon-ghsa-2222-3333-4444.git',
      'https://example.org/Snake-Org/spoon-ghsa-2222-3333-4444.git',
      '/Snake-Org/spoon-ghsa-2222-3333-4444.git',
      '',
    ])
      await assert.rejects(run(url), /this clone is under embargo\. Push to .* refused\./, url);
    assert.equal(await ran(), '');
  });

  it('runs hooks of every reference only where the user has one', async () => {
    await setGuard(git, clone, of);
    await assert.rejects(must('test -e .git/ghsa-guard/hooks/reference-transaction'));
    await hook(join(clone, '.git/hooks/reference-transaction'));
    assert.deepEqual((await checkGuard(git, clone, of)).missing, [
      "The guard's hooks/reference-transaction is missing or changed.",
    ]);
    await setGuard(git, clone, of);
    await must('git commit -q --allow-empty -m one');
    assert.match(await ran(), /^reference-transaction prepared/m);
  });
});
