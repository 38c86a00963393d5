import { repoName } from '../../advisory/model.ts';
import {
  pullWords,
  revertId,
  type AnnouncementFacts,
  type FixPull,
  type Gate,
} from '../../jobs/announce/index.ts';
import { dayWords } from '../../process/words.ts';
import { oneLine } from '../../texts/plain.ts';
import type { AnnounceGate, AnnounceState } from './protocol.ts';

interface Look {
  readonly phase: AnnounceState['phase'];
  readonly read: AnnouncementFacts;
  readonly now: Date;
}

/** A gate as the page shows it: with evidence, and with the pull requests that may be the fix. */
export function gateOf(gate: Gate, look: Look): AnnounceGate {
  const { id, label, state, warning, repair } = gate;
  const reading = look.phase === 'loading' && state === 'unknown';
  return {
    ...{ id, label, state, warning },
    detail: reading ? 'reading…' : gate.detail,
    repair: reading ? null : (repair?.label ?? null),
    ...(id === 'fix' && !reading ? fixOf(state, look) : { title: null, pulls: null, keep: null }),
  };
}

/** Which pull request it is, by its words; what may be taken instead, or kept. */
function fixOf(state: Gate['state'], look: Look): Pick<AnnounceGate, 'title' | 'pulls' | 'keep'> {
  const { fix } = look.read;
  const finding = revertId(fix);
  return {
    title: fix.pull && oneLine(fix.pull.title),
    pulls: pullsOf(state, look),
    keep: finding === null ? null : { finding, kept: fix.keptFor },
  };
}

/** Others may be the fix; where it is not merged, one may be named. */
function pullsOf(state: Gate['state'], { read, now }: Look): AnnounceGate['pulls'] {
  const repo = repoName(read.advisory.repo);
  const choices = read.fix.others.map(pull => ({
    number: pull.number,
    label: `${pullWords(pull.number, repo)} "${oneLine(pull.title)}"${merged(pull, now)}`,
  }));
  const ask = state !== 'ok' || read.fix.pull === null;
  return choices.length === 0 && !ask ? null : { choices, ask };
}

function merged({ mergedAt }: FixPull, now: Date): string {
  const at = new Date(mergedAt ?? '');
  if (Number.isNaN(at.getTime())) return '';
  return `, merged ${at.toDateString() === now.toDateString() ? 'today' : dayWords(at, now)}`;
}
