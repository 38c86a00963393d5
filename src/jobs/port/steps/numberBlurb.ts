import { writeBlob } from '../../../git/index.ts';
import type { Step } from '../../job.ts';
import type { PortContext } from '../context.ts';

/** Finishes the NEWS entry: its name carries the issue's number, its text is the confirmed one. */
export const numberBlurb: Step<PortContext> = {
  id: 'blurb',
  label: 'Number the blurb',
  async run(context) {
    const { record, git, scratch } = context;
    if (record.done.pushed) return { text: `Blurb numbered gh-${context.issue}` };
    const path =
      record.confirmed.news ??
      context.profile.newsPath({
        issue: context.issue,
        date: new Date(record.date),
        body: record.confirmed.texts['commit.blurb'],
      });
    const blob = await writeBlob(git, scratch, context.numbered('commit.blurb'));
    await context.remember({ news: { path, blob } });
    return { text: `Blurb numbered gh-${context.issue}` };
  },
};
