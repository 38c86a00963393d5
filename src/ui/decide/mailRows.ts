import type { MailReport } from '../../texts/index.ts';
import { plain } from '../advisories/words.ts';

/** GitHub's limits, in characters. */
const longestTitle = 1024;
const longestDescription = 65_535;

/** Why it cannot become an advisory; null when it can. */
export function mailProblem({ title, description }: MailReport): string | null {
  if (title.trim() === '' && description.trim() === '') return 'The clipboard holds no text.';
  if (title.trim() === '') return 'The mail has no subject. Give the advisory a title.';
  if (title.length > longestTitle) return `The title is longer than ${longestTitle} characters.`;
  if (description.trim() === '') return 'The mail has no text.';
  return description.length > longestDescription
    ? 'The mail is longer than 65,535 characters. Copy a part of it.'
    : null;
}

/** What is shown of it before it is sent; of hidden words only how many there are. */
export function mailRows({ title, description, reporter }: MailReport, hideTitles: boolean): string[] {
  const first = description.split('\n').find(line => line.trim() !== '');
  return [
    `Title: ${title !== '' && hideTitles ? counted(title) : plain(title) || 'none'}`,
    `Text: ${counted(description)}`,
    ...(first === undefined || hideTitles ? [] : [`Begins: ${plain(first).trim().slice(0, 80)}`]),
    `Reporter: ${reporter ?? 'nobody on GitHub'}`,
  ];
}

const counted = (text: string) => `${text.length.toLocaleString('en')} characters`;
