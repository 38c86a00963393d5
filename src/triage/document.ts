import { stripTags } from '../advisory/title.ts';
import { functionsIn } from './functions.ts';
import { readReport } from './report.ts';

/** A report or an issue, as it is compared. */
export interface Document {
  readonly title: string;
  readonly text: string;
  /** Names of functions that are given, called or marked as code. */
  readonly functions: readonly string[];
}

/** So much of a report tells what it is about. */
const longest = 20_000;

/** Fenced code is left out: scripts are alike whatever they prove. */
export function documentOf(about: {
  readonly title: string;
  readonly text: string;
  readonly functions: readonly string[];
}): Document {
  const { title, prose } = readReport({
    title: stripTags(about.title.slice(0, 1000)),
    description: about.text.slice(0, longest),
  });
  const functions = functionsIn(`${title}\n${prose}`, about.functions);
  return { title, text: `${prose}\n${functions.join('\n')}`, functions };
}
