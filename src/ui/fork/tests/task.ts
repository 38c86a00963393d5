import {
  Disposable,
  ShellExecution,
  Task,
  TaskPanelKind,
  TaskRevealKind,
  tasks,
  TaskScope,
  type TaskExecution,
} from 'vscode';

export interface TestTask {
  /** "Tests of 93rp" */
  readonly name: string;
  readonly command: string;
  readonly folder: string;
}

/** Runs a command as a task of VS Code, so that what it says is in the terminal. Null: it was stopped, or never began. */
export type RunTask = (task: TestTask) => Promise<number | null>;

export const runTask: RunTask = async ({ name, command, folder }) => {
  const task = new Task(
    { type: 'ghsa.tests' },
    TaskScope.Workspace,
    name,
    'GHSA',
    new ShellExecution(command, { cwd: folder }),
    [],
  );
  task.presentationOptions = { reveal: TaskRevealKind.Always, panel: TaskPanelKind.Shared, clear: true };
  let ours: TaskExecution | null = null;
  let settle: (exitCode: number | null) => void = () => undefined;
  const ended = new Promise<number | null>(done => (settle = done));
  const early: (readonly [TaskExecution, number | null])[] = [];
  const end = (execution: TaskExecution, exitCode: number | null) => {
    if (ours === null) early.push([execution, exitCode]);
    else if (execution === ours) settle(exitCode);
  };
  const listening = Disposable.from(
    tasks.onDidEndTaskProcess(({ execution, exitCode }) => end(execution, exitCode ?? null)),
    // One that never had a process ends, too.
    tasks.onDidEndTask(({ execution }) => end(execution, null)),
  );
  try {
    ours = await tasks.executeTask(task);
    for (const [execution, exitCode] of early) end(execution, exitCode);
    return await ended;
  } finally {
    listening.dispose();
  }
};
