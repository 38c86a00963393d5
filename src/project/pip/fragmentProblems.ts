import type { TextProblem } from '../problem.ts';
import { roleProblems } from '../rst/roles.ts';
import { columns, widest, wrapFragment } from './fragment.ts';
import { imperativeOf } from './imperative.ts';

type Rule = (body: string) => TextProblem | null;

/** What speaks against the text of a fragment: what pip's hooks refuse, and how its guide wants it. */
export function fragmentProblems(body: string): TextProblem[] {
  if (body.trim() === '') return [error('news-empty', 'The news fragment needs a text.')];
  const found = [bullet, directive, number, mood, stop, width].flatMap(rule => rule(body) ?? []);
  return [...found, ...roleProblems(body, "pip's rst-backticks hook")];
}

/** towncrier makes a list of the fragments. */
const bullet: Rule = body => {
  const sign = /^\s*(?:[-*+]|#\.|\d+\.)\s+(?=\S)/.exec(body)?.[0];
  if (sign === undefined) return null;
  return {
    ...error(
      'news-bullet',
      'towncrier makes each fragment an item of a list itself. Begin with the sentence.',
    ),
    range: [0, sign.length],
    fix: { id: 'unlist', title: 'Take the sign away', text: body.slice(sign.length) },
  };
};

const directive: Rule = body => {
  const at = /^[ \t]*\.\.(?=\s|$)/m.exec(body);
  if (at === null) return null;
  return {
    ...error('news-directive', 'A line begins with ..: in the list of news it would not be read as text.'),
    range: [at.index, at.index + at[0].length],
  };
};

const number: Rule = body => {
  const at = /(?:^|(?<=[\s(]))(?:#|gh-)(?:\d+|\{issue\})/i.exec(body);
  if (at === null) return null;
  return {
    ...warning('news-number', 'towncrier adds the number of the issue itself. Leave it out.'),
    range: [at.index, at.index + at[0].length],
  };
};

/** "An entry should complete the sentence: This change will …" */
const mood: Rule = body => {
  const first = /^\s*([A-Za-z]+)/.exec(body);
  const [whole = '', word = ''] = first ?? [];
  const verb = imperativeOf(word);
  if (verb === null) return null;
  const start = whole.length - word.length;
  return {
    ...warning('news-mood', `pip's news go on from "This change will": write ${verb}, not ${word}.`),
    range: [start, whole.length],
    fix: {
      id: 'imperative',
      title: `Write ${verb}`,
      text: `${body.slice(0, start)}${verb}${body.slice(whole.length)}`,
    },
  };
};

const stop: Rule = body => {
  const text = body.trimEnd();
  if (/[.!?:)]$/.test(text)) return null;
  return {
    ...warning('news-stop', 'A news fragment is a sentence: end it with a full stop.'),
    fix: { id: 'stop', title: 'Add the full stop', text: `${text}.` },
  };
};

/** Only a word that is too long stays so after the wrapping. */
const width: Rule = body => {
  const width = columns(wrapFragment(body));
  return width <= widest
    ? null
    : warning('news-width', `A line has ${width} columns, and pip wants them shorter than 80.`);
};

function error(id: string, message: string): TextProblem {
  return { id, severity: 'error', message };
}

function warning(id: string, message: string): TextProblem {
  return { id, severity: 'warning', message };
}
