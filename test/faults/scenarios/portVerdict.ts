import { readdir, readFile } from 'node:fs/promises';
import { git } from '../../../src/sandbox/gitdir.ts';
import { refs } from '../../../src/sandbox/refs.ts';
import type { PortLinks } from '../../../src/jobs/port/index.ts';
import type { Desk } from '../../unit/port/harness.ts';
import { secretsOf } from '../../unit/port/leaks.ts';
import { own, upstream } from '../../unit/port/rewind.ts';
import type { Verdict } from '../scenario.ts';
import { asFirst } from './asFirst.ts';
import { PublicSide } from './publicSide.ts';

/** Looks at what a port made, and at all that it sent. The first one that is looked at is the model of the others. */
export async function verdictOf(
  at: Desk,
  ghsaId: string,
  links: string,
): Promise<{ readonly begin: () => Promise<void>; readonly look: () => Promise<Verdict> }> {
  const secrets = await secretsOf(at, ghsaId);
  const [fork, main] = [at.sandbox.dir(own), at.sandbox.dir(upstream)];
  const tips = async () =>
    (await git(main, ['for-each-ref', '--format=^%(objectname)', 'refs/heads'])).split('\n');
  const stood = await tips();
  const lines = async (args: readonly string[]) => (await git(fork, args)).split('\n').filter(Boolean);
  const outside = new PublicSide(at.sandbox);
  const heads = async () => (await refs(fork, 'refs/')).map(({ ref }) => ref);
  const before = new Set(await heads());
  const confirmed = asFirst();
  return {
    begin: () => outside.look(),
    async look() {
      const [duplicates, lost, leaks]: string[][] = [[], [], []];
      const once = (what: string, found: readonly unknown[]) => {
        if (found.length > 1) duplicates!.push(`${found.length} ${what}`);
        if (found.length === 0) lost!.push(`no ${what}`);
      };
      const { store, recorder } = at.sandbox;
      const mine = [...store.repo(upstream)!.issues.values()].filter(
        each => each.author === 'octo-coordinator',
      );
      const [issues, pulls] = [mine.filter(each => !each.pull), mine.filter(each => each.pull)];
      const commits = await lines(['rev-list', '--ignore-missing', '--all', ...stood, ...(await tips())]);
      once('issues', issues);
      once('pull requests', pulls);
      once('pushes', recorder.pushes);
      once('commits', commits);
      const made = JSON.parse(await readFile(links, 'utf8').catch(() => 'null')) as PortLinks | null;
      if (!made) lost!.push('the links are not remembered');
      const commit = commits[0];
      if (commit && pulls[0]) {
        once(
          'branches',
          (await heads()).filter(name => !before.has(name)),
        );
        if (pulls[0].pull!.headSha !== commit) lost!.push('the pull request has another commit');
        const news = await lines([
          'diff',
          '--name-only',
          '--diff-filter=A',
          `${commit}^`,
          commit,
          '--',
          'Misc',
        ]);
        once('news entries', news);
        const change = await git(fork, ['diff', '--raw', `${commit}^`, commit, '--', '.', ':!Misc']);
        const entry = await git(fork, ['show', `${commit}:${news[0] ?? ''}`]);
        const texts = [issues[0]?.title, issues[0]?.body, pulls[0].title, pulls[0].body];
        const labels = [issues[0]?.labels.length ?? 0, pulls[0].labels.length].join();
        const said = mine.flatMap(({ comments }) =>
          comments.filter(({ author }) => author === 'octo-coordinator'),
        );
        if (said.length > 0) duplicates!.push(`${said.length} comments that nobody confirmed`);
        const message = await git(fork, ['log', '-1', '--format=%an %ae %cn %ce %B', commit]);
        // Others take numbers, too.
        const numbered = (text: string) => text.replaceAll(String(issues[0]?.number), 'NUMBER');
        lost!.push(...confirmed([change, entry, message, ...texts].map(text => numbered(text ?? ''))));
        // What GitHub did not take was told, and is in the links.
        if (labels !== '2,7' && !made?.droppedLabels?.length) lost!.push(`labels: ${labels}`);
      }
      leaks!.push(...(await outside.hits(secrets.map(({ text }) => text))));
      const left = await readdir(at.root);
      if (left.length > 0) leaks!.push(`${left.length} folders are left on the machine`);
      return { duplicates: duplicates!, lost: lost!, leaks: leaks! };
    },
  };
}
