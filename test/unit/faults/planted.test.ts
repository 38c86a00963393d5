import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cleanEnvironment, git } from '../../../src/sandbox/gitdir.ts';
import type { Issue } from '../../../src/sandbox/model.ts';
import { addIssue } from '../../../src/sandbox/routes/issues.ts';
import type { Scenario, World } from '../../faults/scenario.ts';
import { backport } from '../../faults/scenarios/backport.ts';
import { issue } from '../../faults/scenarios/issue.ts';
import { own, upstream } from '../../faults/scenarios/machine.ts';
import { port } from '../../faults/scenarios/port.ts';
import { privateBackport } from '../../faults/scenarios/privateBackport.ts';
import { privatePull } from '../../faults/scenarios/privatePull.ts';
import { ask, ghsaId, say } from './toy.ts';

/** What is planted once the job is at its end, and what the verdict has to say that it did not say before. */
interface Plant {
  readonly plant: (world: World) => unknown;
  readonly said: RegExp;
}
type Plants = Readonly<Record<string, Plant>>;

const fork = `${upstream}-${ghsaId.toLowerCase()}`;
/** The name of the private fork: no public place may hold it. */
const canary = fork.split('/')[1]!;

const mine = ({ sandbox }: World, repo = upstream): Issue[] =>
  [...sandbox.store.repo(repo)!.issues.values()].filter(({ author }) => author === 'octo-coordinator');
const pullOf = (world: World, repo?: string) => mine(world, repo).find(({ pull }) => pull)!;
const issueOf = (world: World) => mine(world).find(({ pull }) => !pull)!;

function again(world: World, repo = upstream, like = pullOf(world, repo)): void {
  const { title, body, author, pull } = like;
  addIssue(world.sandbox, world.sandbox.store.repo(repo)!, {
    title,
    body,
    author,
    pull: pull && { ...pull },
  });
}

const hashed = (world: World, repo: string, type: string, bytes: string) =>
  execFileSync('git', ['hash-object', '-t', type, '-w', '--stdin'], {
    ...{ cwd: world.sandbox.dir(repo), env: cleanEnvironment, input: bytes, encoding: 'utf8' },
  }).trim();

/** A commit that no ref names. */
async function commit(world: World, repo: string, message: string): Promise<string> {
  const dir = world.sandbox.dir(repo);
  return git(dir, ['commit-tree', '-m', message, await git(dir, ['rev-parse', 'main^{tree}'])]);
}

const branch = async (world: World, repo: string, name: string) => {
  const dir = world.sandbox.dir(repo);
  await git(dir, ['update-ref', `refs/heads/${name}`, await git(dir, ['rev-parse', 'main'])]);
};

const left = async ({ place }: World, words: string) => {
  const folder = join(place.root, 'scratch');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'left'), words);
};

/** What a job that works in public may not give away. */
const inPublic: Plants = {
  'a commit that no ref names': {
    plant: world => commit(world, own, `As in ${canary}`),
    said: /^leaks: A commit of octo-coordinator\/cpython names what is embargoed/,
  },
  'a blob that is no text': {
    plant: world => hashed(world, own, 'blob', `\0\xff\0${canary}\0`),
    said: /^leaks: A blob of octo-coordinator\/cpython names what is embargoed/,
  },
  'a blob of the project itself': {
    plant: world => hashed(world, upstream, 'blob', `see ${canary}`),
    said: /^leaks: A blob of python\/cpython names what is embargoed/,
  },
  'the name of a branch': {
    plant: world => branch(world, own, canary),
    said: /^leaks: A ref of octo-coordinator\/cpython names what is embargoed/,
  },
  'what is searched for': {
    plant: ({ place }) => ask(place, canary),
    said: /^leaks: GET \/search\/issues names what is embargoed/,
  },
  'a comment': {
    plant: world => say(world.place, pullOf(world).number, `It was fixed in ${canary}.`),
    said: /^leaks: POST .*comments names what is embargoed/,
  },
};

const suites: readonly { readonly scenario: Scenario; readonly plants: Plants }[] = [
  {
    scenario: port,
    plants: {
      ...inPublic,
      'a second issue': {
        plant: world => again(world, upstream, issueOf(world)),
        said: /^duplicates: 2 issues/,
      },
      'a second pull request': { plant: world => again(world), said: /^duplicates: 2 pull requests/ },
      'a second branch': { plant: world => branch(world, own, 'again'), said: /^duplicates: \d branches/ },
      'a comment that nobody wrote': {
        plant: world => say(world.place, issueOf(world).number, 'Again.'),
        said: /^duplicates: \d comments that nobody confirmed/,
      },
      'a text that is another one': {
        plant: world => void (issueOf(world).body = 'Something else.'),
        said: /^lost: not as confirmed/,
      },
      'a label that is gone': {
        plant: world => void pullOf(world).labels.pop(),
        said: /^lost: labels/,
      },
      'a folder that is left': { plant: world => left(world, ''), said: /^leaks: \d folders are left/ },
    },
  },
  {
    scenario: backport,
    plants: {
      ...inPublic,
      'a second pull request': { plant: world => again(world), said: /^duplicates: 2 times: pull request/ },
      'a second branch': {
        plant: world => branch(world, own, 'again'),
        said: /^duplicates: \d times: branch/,
      },
      'a comment that nobody wrote': {
        plant: world => say(world.place, pullOf(world).number, 'Again.'),
        said: /^duplicates: \d comments that nobody confirmed/,
      },
      'a title that is another one': {
        plant: world => void (pullOf(world).title = 'Something else'),
        said: /^lost: not as confirmed/,
      },
      'a label that is gone': {
        plant: world => void pullOf(world).labels.pop(),
        said: /^lost: The labels are/,
      },
      'the token in a file': {
        plant: world => left(world, world.place.token),
        said: /^leaks: .*holds the token/,
      },
    },
  },
  {
    scenario: privateBackport,
    plants: {
      'a second pull request': {
        plant: world => again(world, fork),
        said: /^duplicates: There are 2 private pull requests/,
      },
      'a second branch': {
        plant: world => branch(world, fork, 'again'),
        said: /^duplicates: The fork has a branch/,
      },
      'a description that is another one': {
        plant: world => void (pullOf(world, fork).body = 'Something else.'),
        said: /^lost: not as confirmed/,
      },
      'an issue in public': {
        plant: ({ place }) => say(place, 1, 'Nothing much.'),
        said: /^leaks: POST .*comments was sent/,
      },
      'an object in public': {
        plant: world => hashed(world, own, 'blob', 'anything'),
        said: /^leaks: octo-coordinator\/cpython has 1 new objects/,
      },
      'a branch in public': {
        plant: world => branch(world, own, 'x'),
        said: /^leaks: The refs of octo-coord/,
      },
      'a push to another public repository': {
        plant: ({ sandbox }) =>
          sandbox.recorder.pushes.push({ repo: 'pypa/pip', login: 'octo-coordinator', updates: [] }),
        said: /^leaks: Something was pushed to pypa\/pip/,
      },
      'the token in a file': {
        plant: world => left(world, world.place.token),
        said: /^leaks: .*holds the token/,
      },
    },
  },
  {
    scenario: privatePull,
    plants: {
      'a second pull request': {
        plant: world => again(world, fork),
        said: /^duplicates: There are 2 pull requests/,
      },
      'a second approval': {
        plant: ({ sandbox }) => {
          const { reviews } = sandbox.store.repo(fork)!.issues.get(1)!.pull!;
          reviews.push({ ...reviews.find(({ author }) => author === 'octo-coordinator')! });
        },
        said: /^duplicates: 2 times: approval/,
      },
      'a second branch': {
        plant: world => branch(world, fork, 'again'),
        said: /^duplicates: The fork has a branch/,
      },
      'words of a description that are gone': {
        plant: ({ sandbox }) => void (sandbox.store.repo(fork)!.issues.get(1)!.body = ''),
        said: /^lost: Words of the description/,
      },
      'a title that is another one': {
        plant: world => void (pullOf(world, fork).title = 'Something else'),
        said: /^lost: Its title/,
      },
      'a branch in public': {
        plant: world => branch(world, own, 'x'),
        said: /^leaks: The refs of octo-coord/,
      },
      'the token in a file': {
        plant: world => left(world, world.place.token),
        said: /^leaks: .*holds the token/,
      },
    },
  },
  {
    scenario: issue,
    plants: {
      'a second issue': {
        plant: world => again(world, upstream, mine(world)[0]),
        said: /^duplicates: 2 public issues/,
      },
      'a sentence of the report, wrapped': {
        plant: world => {
          const { description } = world.sandbox.store.advisory('GHSA-m2pg-3qcr-4vfw')!;
          mine(world)[0]!.body += description.replaceAll(' ', '\n');
        },
        said: /^leaks: A secret is in the issue/,
      },
      'a write elsewhere': {
        plant: ({ place }) => say(place, 1, 'Nothing much.'),
        said: /^leaks: POST .*comments was sent/,
      },
    },
  },
];

for (const { scenario, plants } of suites)
  describe(`what the verdict of ${scenario.job} would see`, function () {
    this.timeout(90_000);
    let world: World;
    let known: readonly string[];
    const look = async () =>
      Object.entries(await world.verdict()).flatMap(([column, said]: [string, string[]]) =>
        said.map(each => `${column}: ${each}`),
      );

    before(async () => {
      world = await scenario.open();
      await world.rewind();
      while (!(await scenario.press(world.place, new AbortController().signal)));
      known = await look();
      // Without the shim, what asks for the token lies beside the scratch repository.
      assert.ok(
        known.every(each => /^leaks: 1 folders are left/.test(each)),
        known.join('\n'),
      );
    });
    after(() => world.close());

    for (const [what, { plant, said }] of Object.entries(plants))
      it(what, async () => {
        known = await look();
        await plant(world);
        const more = (await look()).filter(each => !known.includes(each));
        assert.ok(
          more.some(each => said.test(each)),
          more.join('\n') || 'nothing',
        );
      });
  });
