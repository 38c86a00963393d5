import { Disposable, StatusBarAlignment, window } from 'vscode';
import type { PracticeState, PracticeWindow } from './window.ts';

const words: Readonly<Record<PracticeState, string>> = {
  starting: '$(loading~spin) Sandbox starts…',
  running: '$(beaker) Sandbox',
  stopped: '$(beaker) Sandbox stopped',
  elsewhere: '$(beaker) Sandbox open elsewhere',
};

/** Says that this window practises, and opens the menu. */
export function statusItem(practice: PracticeWindow): Disposable {
  const item = window.createStatusBarItem('ghsa.practice', StatusBarAlignment.Left, 1_000);
  item.name = 'GHSA Sandbox';
  const draw = () => {
    item.text = words[practice.state];
    item.tooltip = 'Practice. Nothing here is real.';
    item.accessibilityInformation = { label: 'Sandbox. Practice, nothing here is real.', role: 'button' };
    if (practice.kind === 'guest') item.command = undefined;
    else item.command = practice.state === 'running' ? 'ghsa.practice.menu' : 'ghsa.practice.tryAgain';
  };
  draw();
  item.show();
  return Disposable.from(item, practice.onDidChange(draw));
}
