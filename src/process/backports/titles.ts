import type { BackportRules } from '../../project/index.ts';
import type { Judged } from './assess.ts';
import type { BackportPull, Defect } from './types.ts';

/** A title by which the bots do not link a backport, or link it with something else, and the right one. */
export function titleDefects(judged: Judged, branch: string, pull: BackportPull): Defect[] {
  const { facts, profile } = judged;
  const rules = profile.backports;
  const { number } = facts.main;
  // Without bots nothing follows from a title: people write theirs as they like.
  if (rules?.bots !== true) return [];
  const wrong = wrongIn(rules, pull.title, branch, number);
  if (wrong === null) return [];
  const own = rules.plainTitle(pull.title);
  // Words that somebody chose stay, as long as they name the issue.
  const words = /\bgh-\d+/i.test(own) ? own : rules.plainTitle(facts.main.title);
  const title = rules.title(branch, words, number);
  const may = facts.mayEdit || pull.author?.toLowerCase() === facts.me.toLowerCase();
  return [
    {
      ...{ id: 'title', severity: 'warning', text: may ? wrong : `${wrong} You may not change it.` },
      repairs: may
        ? [{ id: 'correctTitle', label: 'Correct title', pull: pull.number, title }]
        : [{ id: 'copy', label: 'Copy title', text: title }],
    },
  ];
}

function wrongIn(rules: BackportRules, title: string, branch: string, number: number): string | null {
  const read = rules.readTitle(title);
  const bots = 'so the bots did not link it';
  if (read === null) {
    const named = new RegExp(`\\((?:GH-|#)${number}\\)`, 'i').test(title);
    return `The title lacks [${branch}]${named ? '' : ` and ${rules.pullMark(number)}`}, ${bots}.`;
  }
  if (read.branch !== branch) return `The title says ${read.branch}, but it goes to ${branch}.`;
  if (read.pull === null) return `The title lacks ${rules.pullMark(number)}, ${bots}.`;
  if (read.pull === number) return null;
  return `The title names GH-${read.pull} instead of GH-${number}, so the bots linked it with that.`;
}
