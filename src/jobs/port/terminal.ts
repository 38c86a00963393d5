import { GitError, removeScratch } from '../../git/index.ts';
import { redact } from '../../embargo/index.ts';
import { ConflictError, conflictLines } from './conflict/resolve.ts';
import { profileOf } from '../../project/index.ts';
import { release } from '../lock.ts';
import { readConflict } from './conflict/conflict.ts';
import { proposeBranches } from './branchLines.ts';
import { confirmPort } from './confirm.ts';
import { proposeDraft } from './draft.ts';
import { portKey, scratchOf } from './key.ts';
import { newsText } from './news.ts';
import type { TerminalOptions } from './options.ts';
import { planName } from './planName.ts';
import { preparePort } from './prepare.ts';
import { printPlan, printRecord } from './print.ts';
import { readRecord, type PortRecord } from './record.ts';
import { reviewPort } from './review/review.ts';
import { runPort } from './run.ts';
import type { PortLinks } from './steps/rememberLinks.ts';
import type { PortTools } from './types.ts';

/** What the terminal shows, and where finished ports are remembered. */
export interface Terminal {
  readonly print: (text: string) => void;
  readonly keep: (links: PortLinks) => Promise<void>;
}

/** The exit code without `--yes`: what would be done was said, and nothing was done. */
const stopped = 4;

/**
 * Prints the plan and stops at the line. With `--yes` and the name of that plan it goes over it, where the plan is
 * still the same: somebody may have pushed to the private pull request meanwhile. A port that was confirmed before is gone on
 * with, exactly as it was confirmed. Gives the exit code.
 */
export async function portInTerminal(
  tools: PortTools,
  options: TerminalOptions,
  to: Terminal,
  signal?: AbortSignal,
): Promise<number> {
  const { print } = to;
  const key = portKey(tools.github.apiUrl, options.repo, options.ghsaId, options.pull);
  const unfinished = readRecord(await tools.store.load(key));
  if (unfinished) {
    print(
      'This port was confirmed before and is not finished. It goes on exactly so; other options are not looked at.',
    );
    print(printRecord(unfinished));
    if (options.yes === null) {
      print(`Run it with --yes ${unfinished.hash.slice(0, 12)} to go on.`);
      return stopped;
    }
    return run(tools, unfinished, to, signal);
  }
  let prepared;
  try {
    prepared = await preparePort(tools, { ...options, clone: options.clone }, signal);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    print([error.message, ...conflictLines(error)].join('\n'));
    return 1;
  }
  if (
    options.issue !== null &&
    (await tools.github.issues.get(prepared.upstream.fullName, options.issue, signal)).isPull
  ) {
    print(
      `${profileOf(prepared.upstream.fullName).publicNumber(options.issue)} is a pull request, not an issue.`,
    );
    await leave(tools, key);
    return 3;
  }
  const branches = await proposeBranches(tools.git, prepared, signal);
  const draft = {
    ...proposeDraft(prepared, await newsText(tools.git, prepared), options.issue),
    backports: branches.backports,
    against: branches.against,
    overruled: options.overruled,
  };
  const review = reviewPort(prepared, draft);
  print(printPlan(prepared, draft, review));
  if (branches.lines.length > 0) print(branches.lines.join('\n'));
  if (review.toSettle.length > 0) {
    print(`${review.toSettle.length} to settle before this can be made public.`);
    await leave(tools, key);
    return 3;
  }
  const name = planName(prepared, draft);
  if (options.yes !== name) {
    if (options.yes !== null) print('This is another plan than the one that --yes names.');
    print(`Nothing was sent. Run it with --yes ${name} to make this public.`);
    await leave(tools, key);
    return stopped;
  }
  return run(tools, await confirmPort(tools.store, prepared, draft, tools.now()), to, signal);
}

/** Before the line nothing stays on disk, but for conflicts that somebody resolved. */
async function leave(tools: PortTools, key: string): Promise<void> {
  const folder = scratchOf(tools.scratchRoot, key);
  if ((await readConflict(folder)) === null) await removeScratch(folder);
  else await release(folder);
}

async function run(
  tools: PortTools,
  record: PortRecord,
  { print, keep }: Terminal,
  signal?: AbortSignal,
): Promise<number> {
  const ended = await runPort(tools, record, {
    keep: async links => {
      await keep(links);
      print(`issue ${links.issue}\npull ${links.pull}\ncommit ${links.commit}`);
    },
    tell: event => {
      if (event.state === 'busy' && event.text) print(`  . ${event.text}`);
      if (event.state === 'done') print(`  v ${event.text}${event.link ? `  ${event.link}` : ''}`);
      if (event.state !== 'failed') return;
      const { error } = event;
      print(`  x ${event.id}: ${error instanceof Error ? error.message : String(error)}`);
      if (error instanceof GitError && error.detail) print(redact(error.detail));
      print('Nothing is lost. Run the same command again to go on.');
    },
    ...(signal ? { signal } : {}),
  });
  return ended === 'done' ? 0 : 1;
}
