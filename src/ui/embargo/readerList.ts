/** Extensions that read what is open and send it on, or show it to others. Their ids are matched from the front. */
const readers = [
  'github.copilot',
  'ms-vsliveshare.vsliveshare',
  'anthropic.claude-code',
  'codeium.',
  'continue.continue',
  'saoudrizwan.claude-dev',
  'sourcegraph.cody-ai',
  'supermaven.supermaven',
  'tabnine.',
  'amazonwebservices.amazon-q-vscode',
  'google.geminicodeassist',
  'visualstudioexptteam.vscodeintellicode',
];

/** What is known of an extension (`vscode.extensions.all`). */
export interface KnownExtension {
  readonly id: string;
  readonly isActive: boolean;
  readonly packageJSON: unknown;
}

/** The sentence that names the active ones among them; null where there is none. */
export function readersWarning(extensions: readonly KnownExtension[]): string | null {
  const names = extensions
    .filter(({ id, isActive }) => isActive && readers.some(reader => id.toLowerCase().startsWith(reader)))
    .map(({ id, packageJSON }) => {
      const shown = (packageJSON as { displayName?: unknown } | null)?.displayName;
      return typeof shown === 'string' ? shown : id;
    });
  if (names.length === 0) return null;
  return `${names.join(', ')} may read what this window shows. Switch ${names.length === 1 ? 'it' : 'them'} off while you handle embargoed texts.`;
}
