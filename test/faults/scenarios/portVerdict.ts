import { readdir, readFile } from 'node:fs/promises';
import { git } from '../../../src/sandbox/gitdir.ts';
import type { PortLinks } from '../../../src/jobs/port/index.ts';
import type { Desk } from '../../unit/port/harness.ts';
import { secretsOf } from '../../unit/port/leaks.ts';
import { own, upstream } from '../../unit/port/rewind.ts';
import { look } from '../../leaks/look.ts';
import type { Verdict } from '../scenario.ts';

/** Looks at what a port made, and at all that it sent. The first one that is looked at is the model of the others. */
export async function verdictOf(
  at: Desk,
  ghsaId: string,
  links: string,
): Promise<{ readonly begin: () => void; readonly look: () => Promise<Verdict> }> {
  const secrets = await secretsOf(at, ghsaId);
  const [fork, main] = [at.sandbox.dir(own), at.sandbox.dir(upstream)];
  const known = (await git(main, ['for-each-ref', '--format=^%(objectname)', 'refs/heads'])).split('\n');
  const lines = async (args: readonly string[]) => (await git(fork, args)).split('\n').filter(Boolean);
  let from = 0;
  let model: string | null = null;
  return {
    begin: () => void (from = at.sandbox.recorder.requests.length),
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
      const commits = await lines(['rev-list', '--all', ...known]);
      once('issues', issues);
      once('pull requests', pulls);
      once('pushes', recorder.pushes);
      once('commits', commits);
      const made = JSON.parse(await readFile(links, 'utf8').catch(() => 'null')) as PortLinks | null;
      if (!made) lost!.push('the links are not remembered');
      const commit = commits[0];
      if (commit && pulls[0]) {
        once('branches', await lines(['for-each-ref', `--contains=${commit}`]));
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
        const message = await git(fork, ['log', '-1', '--format=%an %ae %cn %ce %B', commit]);
        const whole = JSON.stringify([change, entry, message, ...texts]);
        if (model !== null && model !== whole) lost!.push(`not as confirmed: ${whole} in place of ${model}`);
        model ??= whole;
        // What GitHub did not take was told, and is in the links.
        if (labels !== '2,7' && !made?.droppedLabels?.length) lost!.push(`labels: ${labels}`);
      }
      const sent = recorder.requests.slice(from).filter(({ method }) => method !== 'GET');
      const shown = commit
        ? await git(fork, ['log', '-p', '--format=%an %ae %cn %ce %B%D', '-1', commit])
        : '';
      const out = JSON.stringify(sent.map(({ path, body }) => [path, body])) + shown;
      for (const { what } of look(out, secrets)) leaks!.push(`${what} went out`);
      const left = await readdir(at.root);
      if (left.length > 0) leaks!.push(`${left.length} folders are left on the machine`);
      return { duplicates: duplicates!, lost: lost!, leaks: leaks! };
    },
  };
}
