import { extensions, window } from 'vscode';

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

let warned = false;

/** One warning per window that names the active extensions which may read embargoed texts. */
export function warnOfReaders(): void {
  if (warned) return;
  const active = extensions.all.filter(
    ({ id, isActive }) => isActive && readers.some(reader => id.toLowerCase().startsWith(reader)),
  );
  if (active.length === 0) return;
  warned = true;
  const names = active.map(({ id, packageJSON }) => {
    const shown = (packageJSON as { displayName?: unknown }).displayName;
    return typeof shown === 'string' ? shown : id;
  });
  void window.showWarningMessage(
    `${names.join(', ')} may read what this window shows. Switch ${names.length === 1 ? 'it' : 'them'} off while you handle embargoed texts.`,
  );
}
