import { isCoordinator } from '../../advisory/assignment.ts';
import { assess, type Assessment, type Facts } from '../../process/index.ts';
import { rowId } from './states.ts';

interface Made {
  readonly from: readonly unknown[];
  readonly assessment: Assessment;
}

/** Ours may wait for a bot, so they are looked at by the minute; everybody else's by the hour. */
const minute = 60_000;
const hour = 60 * minute;

/** Assessments, kept while what they were made from is the same. */
export class Assessments {
  readonly #made = new Map<string, Made>();

  of(facts: Facts): Assessment {
    const { advisory, role, pulls, publicFix, progress, portStopped, findings, me } = facts;
    const grain = isCoordinator(advisory, me) ? minute : hour;
    const from = [
      ...[advisory, role, pulls, publicFix, progress, portStopped, findings, me],
      Math.floor(facts.now.getTime() / grain),
    ];
    const id = rowId(advisory);
    const known = this.#made.get(id);
    if (known?.from.every((value, at) => value === from[at])) return known.assessment;
    const assessment = assess(facts);
    this.#made.set(id, { from, assessment });
    return assessment;
  }
}
