import { plain } from '../plain/index.ts';
import type { Profile } from '../profile.ts';
import { announcementList, psf, psrt } from '../psrt.ts';

export const pip: Profile = {
  ...plain,
  ...psrt,
  id: 'pip',
  name: null,
  ecosystem: 'pip',
  issueLabels: ['type: security'],
  pullLabels: ['type: security'],
  mail: { project: 'pip', ...announcementList },
  cna: {
    ...psf,
    vendor: 'Python Packaging Authority',
    product: 'pip',
    repo: 'https://github.com/pypa/pip',
  },
  bot: { everyMinutes: 60, makesFork: true, reservesCve: false },
};
