import { notAVulnerability } from '../../../src/texts/index.ts';
import { decision } from './decide.ts';

/** Rejects a report, as an admin. */
export const close = decision({
  job: 'close',
  who: 'admin',
  change: 'close',
  how: { way: 'patch' },
  reply: notAVulnerability(),
});

/** The same as a member: the bot is asked by a tag in the title. */
export const closeByTag = decision({
  job: 'closeByTag',
  who: 'coordinator',
  change: 'close',
  how: { way: 'tag', tag: 'INVALID' },
  reply: notAVulnerability(),
});
