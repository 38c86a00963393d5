import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { window } from 'vscode';
import { repoName, shortId } from '../../../advisory/model.ts';
import { baseOf } from '../../../git/index.ts';
import { changedPaths, filled, testsOf, unfilled } from '../../../jobs/fork/tests/index.ts';
import type { ForkTools, PrivateClone } from '../../../jobs/fork/types.ts';
import { settings } from '../../common/settings.ts';
import { during, type as ask } from '../../decide/ask.ts';
import type { Agreements } from './agreed.ts';

/** The command to run in a folder of a clone; asked about once per clone, and where no test is known. Null: left. */
export async function commandFor(
  { git }: Pick<ForkTools, 'git'>,
  clone: PrivateClone,
  folder: string,
  agreements: Agreements,
): Promise<string | null> {
  const setting = settings.testCommand(repoName(clone.repo));
  const agreed = await agreements.of(clone.path, setting);
  if (typeof agreed === 'string') return agreed;
  const id = shortId(clone.ghsaId);
  const paths = await during(`Looking at what the fix of ${id} changes…`, async signal =>
    changedPaths(git, folder, await baseOf(git, folder, signal), signal),
  );
  const command = filled(
    setting,
    testsOf(paths, path => existsSync(join(folder, path))),
  );
  // Agreed to the setting, and what it is to test is known.
  if (agreed === null && command !== null) return command;
  const answer =
    command === null
      ? 'Edit…'
      : await window.showInformationMessage(`Run \`${command}\` in this clone?`, 'Run', 'Edit…');
  if (answer === undefined) return null;
  if (answer === 'Run') {
    await agreements.keep(clone.path, { setting, command: null });
    return command;
  }
  return ownCommand(clone, agreements, command ?? unfilled(setting));
}

/** Asks for a command, which this clone keeps. */
export async function ownCommand(
  clone: PrivateClone,
  agreements: Agreements,
  value: string,
): Promise<string | null> {
  const typed = await ask(
    `Tests of ${shortId(clone.ghsaId)}`,
    'The command that tests the fix, in this clone.',
    {
      value,
      placeHolder: './python -m test test_spam',
      problem: text => (text.trim() === '' ? 'Write a command.' : null),
    },
  );
  if (typed === null) return null;
  const setting = settings.testCommand(repoName(clone.repo));
  await agreements.keep(clone.path, { setting, command: typed.trim() });
  return typed.trim();
}
