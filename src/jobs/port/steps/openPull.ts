import type { Step } from '../../job.ts';
import { profileOf } from '../../../project/index.ts';
import { JobError } from '../../errors.ts';
import type { Crosses } from '../../line/crosses.ts';
import { pushTarget } from './createFork.ts';

/** Opens the public pull request, or finds it by its head (`login:branch`, any state). */
export const openPull: Step<Crosses> = {
  id: 'pull',
  label: 'Open pull request',
  async run(context) {
    const { record, github, signal } = context;
    const { fullName, branch: base } = record.upstream;
    const owner = pushTarget(context).fullName.split('/')[0]!;
    const branch = context.branch();
    if (branch === null) throw new Error('The pull request came before its branch.');
    const known = record.done.pull
      ? [await github.pulls.get(fullName, record.done.pull.number, signal)]
      : await github.pulls.byHead(fullName, { owner, branch }, signal);
    // Where a closed one and an open one come from the branch, closing was how the coordinator chose.
    const open = known.filter(({ state }) => state === 'open');
    // One that was closed or merged with another commit belongs to an earlier port of the same name.
    const ended = known.filter(({ headSha }) => headSha === record.done.commit);
    const candidates = open.length > 0 ? open : ended;
    if (candidates.length > 1) {
      throw new JobError(
        'ask',
        `More than one pull request comes from this branch. Close all but one, then continue.`,
      );
    }
    const pull =
      candidates[0] ??
      (await github.pulls.create(
        fullName,
        {
          title: context.numbered('pull.title'),
          body: context.numbered('pull.body'),
          head: { owner, branch },
          base,
        },
        signal,
      ));
    await context.remember({ pull: { number: pull.number, url: pull.htmlUrl } });
    const name = profileOf(fullName).publicNumber(pull.number);
    const text = candidates[0]
      ? `The pull request ${name} is already there. Going on.`
      : `Pull request ${name} opened`;
    return { text, link: pull.htmlUrl };
  },
};
