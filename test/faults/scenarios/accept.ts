import { accepted } from '../../../src/texts/index.ts';
import { decision } from './decide.ts';

/** Takes a report for a vulnerability, as an admin: GitHub itself makes it a draft. */
export const accept = decision({
  job: 'accept',
  who: 'admin',
  change: 'accept',
  how: { way: 'patch' },
  reply: accepted(),
});

/** The same as a member: the bot is asked by a tag in the title. */
export const acceptByTag = decision({
  job: 'acceptByTag',
  who: 'coordinator',
  change: 'accept',
  how: { way: 'tag', tag: 'ACCEPTED' },
  reply: accepted(),
});
