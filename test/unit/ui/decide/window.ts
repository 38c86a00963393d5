import { registerHooks } from 'node:module';

/**
 * The questions and notifications of VS Code, answered by a test. Everything else of a press is real: the commands, the
 * list, the records, the jobs and the practice GitHub. Import it before what imports `vscode`.
 */
export class Person {
  /** What is chosen in the next questions; null leaves one. */
  answers: (RegExp | null)[] = [];
  /** Buttons that are pressed, once each, on the next notification that has them. */
  presses: string[] = [];
  readonly said: string[] = [];
  readonly offered: (readonly string[])[] = [];
  /** What is typed into the next boxes; `undefined` takes what is proposed, null leaves the box. */
  types: (string | null | undefined)[] = [];
  /** Title and proposal of each box. */
  readonly boxes: (readonly [title: string, value: string])[] = [];
  /** Commands that were run, with what they were given. */
  readonly ran: (readonly [id: string, ...args: unknown[]])[] = [];

  /** Told when something was said, shown or run. */
  #told: (() => void)[] = [];

  /** Resolves when so many things were said. */
  async hears(count: number): Promise<readonly string[]> {
    await this.#until(() => this.said.length >= count);
    return this.said;
  }

  /** Resolves when so many boxes were shown. */
  async reads(count: number): Promise<Person['boxes']> {
    await this.#until(() => this.boxes.length >= count);
    return this.boxes;
  }

  /** Runs a command of VS Code. */
  run(id: string, ...args: unknown[]): void {
    this.ran.push([id, ...args]);
    this.#tell();
  }

  /** Resolves when so many commands were run. */
  async runs(count: number): Promise<Person['ran']> {
    await this.#until(() => this.ran.length >= count);
    return this.ran;
  }

  async #until(ready: () => boolean): Promise<void> {
    while (!ready()) await new Promise<void>(done => this.#told.push(done));
  }

  #tell(): void {
    for (const told of this.#told.splice(0)) told();
  }

  pick<Row extends { readonly label: string }>(rows: readonly Row[]): Row | undefined {
    this.offered.push(rows.map(({ label }) => label));
    const answer = this.answers.shift();
    return answer ? rows.find(({ label }) => answer.test(label)) : undefined;
  }

  type(title: string, value = ''): string | undefined {
    this.boxes.push([title, value]);
    this.#tell();
    const typed = this.types.shift();
    return typed === null ? undefined : (typed ?? value);
  }

  hear(text: string, buttons: readonly string[]): string | undefined {
    this.said.push(text);
    const pressed = buttons.find(button => this.presses.includes(button));
    if (pressed !== undefined) this.presses.splice(this.presses.indexOf(pressed), 1);
    this.#tell();
    return pressed;
  }
}

const on = globalThis as { personAtWindow?: Person };

/** A person who answers from now on. */
export function personAtWindow(): Person {
  return (on.personAtWindow = new Person());
}

const source = `
  const person = () => globalThis.personAtWindow;
  const hear = async (text, ...buttons) => person().hear(text, buttons);
  export const window = {
    showQuickPick: async rows => person().pick(rows),
    showInputBox: async ({ title, value }) => person().type(title, value),
    showInformationMessage: hear, showWarningMessage: hear, showErrorMessage: hear,
    withProgress: (_, work) => work({}, { onCancellationRequested() {} }),
  };
  export const workspace = {
    isTrusted: true,
    onDidGrantWorkspaceTrust: () => ({ dispose() {} }),
    onDidChangeConfiguration: () => ({ dispose() {} }),
    getConfiguration: () => ({ get: () => undefined }),
    registerTextDocumentContentProvider: () => ({ dispose() {} }),
    onDidCloseTextDocument: () => ({ dispose() {} }),
  };
  export const env = { clipboard: { writeText: async () => {} } };
  export const ProgressLocation = { Notification: 15 };
  export const QuickPickItemKind = { Separator: -1, Default: 0 };
  export const ConfigurationTarget = { Global: 1 };
  export const commands = { executeCommand: async (...args) => void person().run(...args) };
  export const languages = {}, extensions = { getExtension: () => undefined };
  export class Uri { static file(path) { return Object.assign(new Uri(), { scheme: 'file', fsPath: path }); } }
  export class EventEmitter { event = () => ({ dispose() {} }); fire() {} dispose() {} }
  export class Disposable {
    static from(...all) { return new Disposable(() => all.forEach(one => one.dispose())); }
    constructor(dispose = () => undefined) { this.dispose = dispose; }
  }
  export class ViewColumn {}
`;

registerHooks({
  resolve: (name, context, next) =>
    name === 'vscode'
      ? { url: `data:text/javascript,${encodeURIComponent(source)}`, format: 'module', shortCircuit: true }
      : next(name, context),
});
