import { env, Uri } from 'vscode';
import type { LineState } from './protocol.ts';

type Shown = Pick<LineState, 'steps' | 'droppedLabels'>;

const linkOf = ({ steps }: Shown, step: string) => steps.find(({ id }) => id === step)?.link ?? null;

/** Opens what a step made. The page names the step, never an address. */
export function openLink(state: Shown, step: string): Thenable<unknown> | undefined {
  const link = linkOf(state, step);
  return link === null ? undefined : env.openExternal(Uri.parse(link, true));
}

/** Copies what somebody may be asked who may set the labels that GitHub dropped on what `step` made. */
export async function copyLabelRequest(state: Shown, step: string): Promise<void> {
  await env.clipboard.writeText(
    `Could a triager please set ${state.droppedLabels.join(', ')} on ${linkOf(state, step) ?? ''}? Thank you.`,
  );
}
