import type { MarkdownString } from 'vscode';

/**
 * Appends words that stay words. `appendText` escapes Markdown's marks, yet VS Code 1.100 makes links of bare addresses
 * (GitHub Flavored Markdown, section 6.9): what marks one is appended as a character reference.
 */
export function appendWords(text: MarkdownString, words: string): MarkdownString {
  for (const [turn, part] of words.split(/(:(?=\/\/)|(?<=\bwww)\.|@)/i).entries())
    if (turn % 2 === 1) text.appendMarkdown(`&#${part.charCodeAt(0)};`);
    else text.appendText(part);
  return text;
}
