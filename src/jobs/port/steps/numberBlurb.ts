import { writeBlob } from '../../../git/index.ts';
import type { NewsEntry } from '../../../project/index.ts';
import { JobError } from '../../errors.ts';
import { capital } from '../../line/finding.ts';
import type { Step } from '../../job.ts';
import type { PortContext } from '../context.ts';

/** Finishes the NEWS entry: its name carries the issue's number, its text is the confirmed one. */
export function numberNews({ noun }: Pick<NewsEntry, 'noun'>): Step<PortContext> {
  return {
    id: 'blurb',
    label: `Number the ${noun}`,
    async run(context) {
      const { record, git, scratch } = context;
      const text = `${capital(noun)} numbered ${context.profile.publicNumber(context.issue)}`;
      if (record.done.pushed) return { text };
      const path = record.confirmed.news ?? pathOf(context);
      const blob = await writeBlob(git, scratch, context.numbered('commit.blurb'));
      await context.remember({ news: { path, blob } });
      return { text };
    },
  };
}

function pathOf({ profile, issue, record: { date, confirmed } }: PortContext): string {
  const body = confirmed.texts['commit.blurb'];
  const path =
    profile.news?.kind === confirmed.section && profile.news?.path({ issue, date: new Date(date), body });
  if (path) return path;
  throw new JobError(
    'changed',
    'The profile of this repository was changed after the port was confirmed. Set it back in ghsa.profiles, then continue.',
  );
}
