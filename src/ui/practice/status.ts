import { Disposable, StatusBarAlignment, window } from 'vscode';
import { pressOf, type PracticeState } from './states.ts';
import type { PracticeWindow } from './window.ts';

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
    item.command = pressOf(practice.kind, practice.state);
  };
  draw();
  item.show();
  return Disposable.from(item, practice.onDidChange(draw));
}
