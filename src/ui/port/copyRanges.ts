import { commands, env } from 'vscode';
import { profileOf, recordVersions } from '../../project/index.ts';
import { rangesOf } from './look.ts';
import type { PortModel } from './model.ts';

/** Copies the affected versions by the ticks: a line for each range, or the `versions` of a CVE record. */
export async function copyRanges(model: PortModel, asRecord: boolean): Promise<void> {
  const { prepared, draft, state } = model;
  if (!prepared || !draft || state.affected?.ranges.length === 0) return;
  const { cna } = profileOf(prepared.upstream.fullName);
  const versions = recordVersions(rangesOf(prepared.cycle, draft.backports), cna?.versionType ?? 'custom');
  await env.clipboard.writeText(
    asRecord ? JSON.stringify({ versions }, null, 2) : (state.affected?.ranges.join('\n') ?? ''),
  );
}

/** Shows the advisory with these versions as an edit that is not saved. */
export function useRanges({ prepared, state }: PortModel): Thenable<unknown> | undefined {
  if (!prepared || !state.affected || state.affected.ranges.length === 0) return undefined;
  const row = { kind: 'advisory', advisory: prepared.advisory };
  return commands.executeCommand('ghsa.openAdvisory', row, 'advisory', undefined, state.affected.ranges);
}
