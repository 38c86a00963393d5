import { profileOf } from '../../../project/index.ts';
import type { BackportFinding, PreparedBackport } from './types.ts';

/** A private backport that is not what was merged: somebody has to say why it goes public in place of that. */
export function privateFindings({ from, pull, upstream }: PreparedBackport): BackportFinding[] {
  if (from.kind === 'main') return [];
  const { added, missing, other } = from.fromMain;
  const differs = [
    ...(added.length > 0 ? [`it alone changes ${listed(added)}`] : []),
    ...(missing.length > 0 ? [`it leaves out ${listed(missing)}`] : []),
    ...(other.length > 0 ? [`it changes ${listed(other)} in another way`] : []),
  ];
  if (differs.length === 0) return [];
  const main = profileOf(upstream.fullName).publicNumber(pull);
  return [
    {
      id: `files:private ${from.sha}`,
      field: 'files',
      severity: 'error',
      message: `The private backport #${from.pull} is not what ${main} brought to main: ${differs.join('; ')}. Take the commit on main, or read the files and say why not.`,
      range: null,
      fixes: [],
      overrulable: true,
      kept: null,
      leak: false,
    },
  ];
}

/** "a.py, b.py and 4 more" */
function listed(paths: readonly string[]): string {
  const [shown, more] = [paths.slice(0, 5), paths.length - 5];
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
}
