import { writeBlob } from '../../../git/index.ts';
import type { NewsEntry, Profile } from '../../../project/index.ts';
import { JobError } from '../../errors.ts';
import { capital } from '../../line/finding.ts';
import type { Step } from '../../job.ts';
import type { PortContext } from '../context.ts';
import type { PortRecord } from '../record.ts';

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

/**
 * Will the entry have a path when the issue is there? Asked before anything is opened.
 * @throws JobError `changed` where the repository's profile has become another
 */
export function newsStillFits(profile: Profile, record: PortRecord): void {
  const { section, news } = record.confirmed;
  if (section === null || news !== null || record.done.pushed) return;
  pathOf({ profile, issue: record.done.issue?.number ?? 1, record });
}

function pathOf({
  profile,
  issue,
  record: { date, confirmed },
}: Pick<PortContext, 'profile' | 'issue' | 'record'>): string {
  const body = confirmed.texts['commit.blurb'];
  const path =
    profile.news?.kind === confirmed.section && profile.news?.path({ issue, date: new Date(date), body });
  if (path) return path;
  throw new JobError(
    'changed',
    'The profile of this repository was changed after the port was confirmed. Set it back in ghsa.profiles, then continue.',
  );
}
