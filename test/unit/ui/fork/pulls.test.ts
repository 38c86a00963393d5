import assert from 'node:assert/strict';
import type { PrivateClone, ForkTools } from '../../../../src/jobs/fork/types.ts';
import { PullDesk, spam } from '../../fork/pullsHarness.ts';
import { listOn } from '../advisories/parts.ts';
import { personAtWindow, type Person } from '../decide/window.ts';

const { Commands } = await import('../../../../src/ui/common/commands.ts');
const { ForkDesk } = await import('../../../../src/ui/fork/desk.ts');
const { PrivatePullCommands } = await import('../../../../src/ui/fork/pulls/index.ts');
const { PrivateClones } = await import('../../../../src/ui/fork/clones.ts');

/** A draft of octo-coordinator's without a fork. */
const crumb = 'GHSA-c4f5-g6h7-j8m9';

describe('the commands of private pull requests', function () {
  this.timeout(60_000);
  const at = PullDesk.open();
  let tools: ForkTools;
  let clone: PrivateClone;
  let list: ReturnType<typeof listOn>;
  let person: Person;
  let pulls: InstanceType<typeof PrivatePullCommands>;

  const open = async ({ cloned = true, who = 'coordinator' } = {}) => {
    person = personAtWindow();
    tools = await at.tools(who);
    clone = await at.clone(tools);
    list = listOn(at.sandbox, { token: () => at.sandbox.tokens[who]! });
    await list.model.refresh();
    const kept = new Map<string, unknown>();
    const clones = new PrivateClones({
      state: {
        get: (key: string, fallback?: unknown) => structuredClone(kept.get(key) ?? fallback),
        update: async (key: string, value: unknown) => void kept.set(key, value),
      } as never,
      agreements: { forget: async () => undefined },
      recordsKeyOf: url => url,
      apiUrl: () => at.sandbox.api,
      folders: () => [],
      log: assert.ifError,
    });
    if (cloned) await clones.keep(clone);
    class Desk extends ForkDesk {
      override async tools() {
        return tools;
      }
    }
    const log = { error: () => undefined, show: () => undefined };
    const { model, progress, github } = list;
    pulls = new PrivatePullCommands(
      new Desk({
        ...{ model, progress, clones, github: async () => github },
        commands: new Commands(log as never),
      } as never),
    );
  };
  const row = (id = spam) => ({
    kind: 'advisory',
    advisory: list.model.advisories.find(({ ghsaId }) => ghsaId === id)!,
  });
  const inFork = () => [...at.sandbox.store.repo(clone.fork)!.issues.values()];
  const asked = (...answers: (RegExp | null)[]) => void (person.answers = answers);

  it('offer a fork, and a clone, where there is none', async () => {
    await open({ cloned: false });
    person.presses = ['Start It', 'Clone'];
    await pulls.open(row(crumb));
    await pulls.open(row());
    assert.deepEqual(await person.hears(2), [
      `${crumb.slice(-4)} has no private fork yet.`,
      '93rp has no private clone on this machine.',
    ]);
    assert.deepEqual(
      person.ran.map(([id]) => id),
      ['ghsa.startFork', 'ghsa.cloneFork'],
    );
  });

  it('open one with words that were seen, and the tree knows of it', async () => {
    await open();
    await at.commit(clone, 'Limit the depth');
    await at.commit(clone, 'A test of it');
    person.types = ['Limit how deep it nests', undefined];
    await pulls.open(row());
    assert.deepEqual(person.boxes, [
      ['Private PR of 93rp (1/2): title', 'Limit the depth'],
      ['Private PR of 93rp (2/2): description', '- Limit the depth⏎- A test of it'],
    ]);
    assert.deepEqual(await person.hears(1), ['93rp: private PR #2 is open.']);
    const { title, body, author } = inFork().at(-1)!;
    assert.deepEqual(
      [title, body, author],
      ['Limit how deep it nests', '- Limit the depth\n- A test of it', 'octo-coordinator'],
    );
    assert.deepEqual(
      list.model
        .pullsOf(row().advisory)!
        .map(({ number }) => number)
        .sort(),
      [1, 2],
    );
  });

  it('send nothing when the form is left', async () => {
    await open();
    await at.commit(clone, 'Limit the depth');
    for (const typed of [[null], ['A title', null]]) {
      person.types = typed;
      await pulls.open(row());
    }
    assert.deepEqual([at.writes(), at.sandbox.recorder.pushes, person.said], [[], [], []]);
  });

  it('propose the words again that were typed, until they were sent', async () => {
    await open();
    await at.commit(clone, 'Limit the depth');
    const typed = ['Limit how deep it nests', 'Two lines,⏎the second.'];
    at.sandbox.fail({ method: 'POST', path: '/pulls', status: 502 });
    person.types = [...typed];
    await assert.rejects(pulls.open(row()), { kind: 'server' });
    assert.deepEqual(
      person.boxes.map(([, value]) => value),
      ['Limit the depth', ''],
    );
    person.types = [null];
    await pulls.open(row());
    await pulls.open(row());
    assert.deepEqual(await person.hears(1), ['93rp: private PR #2 is open.']);
    assert.deepEqual(
      person.boxes.slice(2).map(([, value]) => value),
      [typed[0], ...typed],
    );
    const { title, body } = inFork().at(-1)!;
    assert.deepEqual([title, body], [typed[0], 'Two lines,\nthe second.']);
    at.sandbox.store.repo(clone.fork)!.issues.get(2)!.state = 'closed';
    person.types = [null];
    await pulls.open(row());
    assert.equal(person.boxes.at(-1)![1], 'Limit the depth', 'they were sent');
  });

  it('propose to a fix what was typed for it, not for another one', async () => {
    await open();
    await at.commit(clone, 'Limit the depth');
    at.sandbox.fail({ path: 'git-receive-pack', status: 503 });
    person.types = ['Limit how deep it nests'];
    await assert.rejects(pulls.open(row()));
    await at.commit(clone, 'A test of it');
    person.types = [undefined, null];
    await pulls.open(row());
    assert.deepEqual(
      person.boxes.slice(2).map(([, value]) => value),
      ['Limit how deep it nests', '- Limit the depth⏎- A test of it'],
    );
    await at.git(clone.path, 'fetch', '-q', 'upstream', 'main');
    await at.git(clone.path, 'switch', '-q', '--no-track', '-c', 'advisory-fix-3', 'FETCH_HEAD');
    await at.commit(clone, 'Another fix', 'README.rst');
    person.types = [null];
    await pulls.open(row());
    assert.equal(person.boxes.at(-1)![1], 'Another fix');
  });

  it('open that of a backport into its own branch, which the fork gets first', async () => {
    await open();
    await at.git(clone.path, 'fetch', '-q', 'upstream', '3.14');
    await at.git(clone.path, 'switch', '-q', '--no-track', '-c', 'advisory-fix-3', 'upstream/3.14');
    await at.git(clone.path, 'config', 'branch.advisory-fix-3.ghsaBase', '3.14');
    await at.commit(clone, 'Limit the depth', 'README.rst');
    await pulls.open(row());
    assert.deepEqual(await person.hears(1), ['93rp: private PR #2 is open.']);
    assert.equal(inFork().at(-1)!.pull!.base, '3.14');
    const pushed = at.sandbox.recorder.pushes.map(({ repo, updates }) => [repo, updates[0]!.ref]);
    assert.deepEqual(pushed, [
      [clone.fork, 'refs/heads/3.14'],
      [clone.fork, 'refs/heads/advisory-fix-3'],
    ]);
    assert.equal(
      await at.tip(clone.fork, 'refs/heads/3.14'),
      await at.tip('python/cpython', 'refs/heads/3.14'),
    );
  });

  it('take another number where a member was faster with this one', async () => {
    await open();
    await at.commit(clone, 'Limit the depth');
    const fork = at.at(clone.fork);
    const theirs = await at.git(fork, 'commit-tree', '-p', 'main', '-m', 'Theirs', 'main^{tree}');
    await at.git(fork, 'update-ref', 'refs/heads/advisory-fix-2', theirs);
    await pulls.open(row());
    assert.deepEqual(at.writes(), [], 'it was left');
    person.presses = ['Rename to advisory-fix-3'];
    await pulls.open(row());
    assert.deepEqual((await person.hears(3)).slice(1), [
      '93rp: the private fork has another fix on advisory-fix-2. Rename yours to advisory-fix-3, then it goes there beside it.',
      '93rp: private PR #2 is open.',
    ]);
    assert.equal(inFork().at(-1)!.pull!.headRef, 'advisory-fix-3');
    assert.equal(await at.tip(clone.fork, 'refs/heads/advisory-fix-2'), theirs);
  });

  it('say that the fork is gone, with what is left to do', async () => {
    await open();
    const advisory = row();
    await at.sandbox.deleteFork(spam);
    person.presses = ['Delete Local Private Clone…'];
    for (const work of ['show', 'open', 'checkOut', 'approve'] as const) {
      if (work === 'open') await at.commit(clone, 'Limit the depth');
      await pulls[work](advisory);
    }
    assert.deepEqual(
      await person.hears(4),
      Array(4).fill("93rp's private fork is gone, or is not shown to you any more."),
    );
    assert.deepEqual((await person.runs(1))[0]!.slice(0, 1), ['ghsa.deleteClone']);
  });

  it('bring the commits to the one that is open', async () => {
    await open();
    await at.commit(clone, 'Limit the depth');
    await pulls.open(row());
    const commit = await at.commit(clone, 'A test of it');
    await pulls.open(row());
    assert.equal((await person.hears(2))[1], '93rp: #2 has your commits now.');
    assert.equal(inFork().at(-1)!.pull!.headSha, commit);
    assert.equal(person.boxes.length, 2, 'one form');
  });

  it('say what is not committed, and go on when that is wanted', async () => {
    await open();
    await at.commit(clone, 'Limit the depth');
    await at.write(clone, 'Lib/spam/more.py', 'pass\n');
    await pulls.open(row());
    assert.deepEqual(person.said, [
      '1 file has changes that are not committed. The private PR will not have them.',
    ]);
    assert.deepEqual(at.writes(), []);
    person.presses = ['Open Anyway'];
    await pulls.open(row());
    assert.equal((await person.hears(3))[2], '93rp: private PR #2 is open.');
  });

  it('show what there is, with approvals, the merge, and what private forks lack', async () => {
    await open();
    person.answers = [null];
    const shown: { readonly label: string; readonly description?: string; readonly detail?: string }[][] = [];
    const { pick } = person;
    person.pick = function (rows) {
      shown.push([...rows]);
      return pick.call(this, rows) as never;
    };
    await pulls.show(row());
    const commit = inFork()[0]!.pull!.headSha.slice(0, 7);
    assert.deepEqual(
      shown[0]!.map(({ label, description, detail }) => [label, description, detail]),
      [
        [
          '$(git-pull-request) #1 Check the length field in the Spam parser',
          'open, advisory-fix-1 by oregano-core',
          `approved by nutmeg-core and parsley-core, commit ${commit} · merges with public main`,
        ],
      ],
    );
  });

  it('check one out, port it, or approve it from there', async () => {
    await open();
    asked(/#1/, /Check out/);
    await pulls.show(row());
    assert.deepEqual(await person.hears(1), ['93rp: #1 is checked out as advisory-fix-1.']);
    assert.equal(await at.git(clone.path, 'branch', '--show-current'), 'advisory-fix-1');
    asked(/#1/, /Port to/);
    await pulls.show(row());
    assert.equal(person.ran.at(-1)![0], 'ghsa.port');
    asked(/#1/, /Approve commit/, /Approve commit \w{7} as @octo-coordinator/);
    await pulls.show(row());
    assert.match((await person.hears(2))[1]!, /^93rp: you approved #1, commit [0-9a-f]{7}\.$/);
    assert.equal(list.model.pullsOf(row().advisory)![0]!.approvals, 3);
  });

  it('append a line where GitHub takes no review, once that was seen', async () => {
    await open();
    at.sandbox.knobs({ forkReviews: false });
    asked(/Approve commit/, null);
    await pulls.approve(row());
    assert.match(
      (await person.hears(1))[0]!,
      /^93rp: GitHub took no review of #1, commit \w{7}\. Nothing was written\.$/,
    );
    assert.ok(!inFork()[0]!.body.includes('Approved by'));
    asked(/Approve commit/, /Append the line/);
    await pulls.approve(row());
    assert.match((await person.hears(2))[1]!, /^93rp: the description says now that you approve #1/);
    assert.match(
      person.offered.at(-1)!.join(' '),
      /Approved by @octo-coordinator: commit [0-9a-f]{40}, 2026-11-20/,
    );
    assert.match(
      inFork()[0]!.body,
      /\n\nApproved by @octo-coordinator: commit [0-9a-f]{40}, 2026-11-20 13:50 UTC\n$/,
    );
    assert.equal(list.model.pullsOf(row().advisory)![0]!.approvals, 3);
  });

  it('approve nothing of one’s own', async () => {
    await open({ who: 'oregano-core' });
    await pulls.approve(row());
    assert.deepEqual(await person.hears(1), ['93rp: #1 is your own; ask another member to approve it.']);
    assert.deepEqual([at.writes(), person.offered], [[], []]);
  });

  it('approve nothing when the question is left', async () => {
    await open();
    asked(null);
    await pulls.approve(row());
    assert.deepEqual([at.writes(), person.said], [[], []]);
  });

  it('check out the only open one without a question', async () => {
    await open();
    person.presses = ['Open Clone'];
    await pulls.checkOut(row());
    assert.deepEqual(person.offered, []);
    assert.equal(person.ran.at(-1)![0], 'ghsa.openClone');
    await at.write(clone, 'Lib/spam/parser.py', 'mine = 1\n');
    await assert.rejects(pulls.checkOut(row()), { kind: 'unsaved' });
  });
});
