import { commands, Disposable, TabInputWebview, window } from 'vscode';
import type { PortLinks } from '../../jobs/port/steps/rememberLinks.ts';
import { shortId } from '../../advisory/model.ts';
import type { AdvisoriesModel } from '../advisories/model.ts';
import { ContextKey } from '../common/contextKey.ts';
import type { ProgressRecords } from '../common/progress.ts';
import { lesson, lessonDone, lessonSteps, type LessonStep } from './lesson.ts';
import type { PracticeWindow } from './window.ts';

/** Opens the walkthrough that leads one advisory from report to closed. */
export async function openGuide(): Promise<void> {
  const category = 'ghsa-coordinator.ghsa-coordinator#practice';
  await commands.executeCommand('workbench.action.openWalkthrough', category, false);
}

/** Lets the context keys of the guide follow what has really happened. */
export function followLesson(
  practice: PracticeWindow,
  progress: ProgressRecords,
  links: () => readonly PortLinks[],
  model: AdvisoriesModel,
): Disposable {
  const keys = new Map(lessonSteps.map(step => [step, new ContextKey<boolean>(`ghsa:lesson.${step}`)]));
  let opened = false;
  const look = () => {
    if (!practice.home) return;
    const { sandbox, running } = practice.home;
    opened ||= isOpen();
    const done = lessonDone({
      ...{ store: sandbox.store, login: running.login, opened, links: links() },
      progress: progress.of(lesson),
    });
    for (const [step, is] of Object.entries(done)) keys.get(step as LessonStep)!.set(is);
  };
  look();
  return Disposable.from(
    practice.onDidChange(look),
    progress.onDidChange(look),
    model.onDidChange(look),
    window.tabGroups.onDidChangeTabs(look),
  );
}

/** Is its page among the open ones? Tabs have its title, or its short id where titles are hidden. */
function isOpen(): boolean {
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .some(
      ({ input, label }) =>
        input instanceof TabInputWebview &&
        input.viewType.endsWith('ghsa.editor') &&
        (label.includes('Butter decoder') || label.includes(shortId(lesson.ghsaId))),
    );
}
