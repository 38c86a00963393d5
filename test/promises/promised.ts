import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A row of the table of promises in SECURITY.md. */
export interface Promised {
  readonly promise: string;
  /** Path of its test. */
  readonly file: string;
  /** The test's name as it stands in its file, holes of a template included (`${name}`). */
  readonly name: string;
}

/** Cells of the table below a heading of a Markdown text, without its head. */
export function tableOf(text: string, heading: string): string[][] {
  const section = text.split(/^## /m).find(part => part.startsWith(heading)) ?? '';
  const rows = section.split('\n').filter(line => line.startsWith('|'));
  return rows.slice(2).map(row =>
    row
      .split('|')
      .slice(1, -1)
      .map(cell => cell.trim()),
  );
}

/** What SECURITY.md promises, and the test that each row names. */
export function promisesOf(root: string): Promised[] {
  const rows = tableOf(readFileSync(join(root, 'SECURITY.md'), 'utf8'), 'Promises');
  return rows.map(([promise = '', file = '', name = '']) => ({
    promise,
    file: /^`(.+)`$/.exec(file)?.[1] ?? file,
    name,
  }));
}

/** How the test of a file is run: by mocha, in real VS Code, or as a script of its own. */
export type Form = 'mocha' | 'e2e' | 'script';

/** @throws Error where a file is no test of a kind that is known here */
export function formOf(file: string): Form {
  if (/^test\/(unit|e2e\/page)\/.+\.test\.ts$/.test(file)) return 'mocha';
  if (/^test\/e2e\/[^/]+\.test\.ts$/.test(file)) return 'e2e';
  if (/^test\/vscode\/[^/]+\.ts$/.test(file)) return 'script';
  throw new Error(
    `${file} is no test that can be run by its name. Name one of test/unit, test/e2e or test/vscode.`,
  );
}

/** Names of the tests of a file. */
export function testNames(root: string, file: string): string[] {
  return namesIn(readFileSync(join(root, file), 'utf8'), formOf(file));
}

/**
 * Names of the tests in a source, as they are written: first arguments of `it`. A script has no tests: there they are the
 * messages of its assertions, their last arguments.
 */
export function namesIn(text: string, form: Form): string[] {
  const names: string[] = [];
  const [wanted, at] = form === 'script' ? [/^assert(\.\w+)?$/, -1] : [/^it$/, 0];
  const source = ts.createSourceFile('test.ts', text, ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && wanted.test(node.expression.getText(source))) {
      const said = node.arguments.at(at);
      if (said && ts.isStringLiteralLike(said)) names.push(said.text);
      else if (said && ts.isTemplateExpression(said)) names.push(said.getText(source).slice(1, -1));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

/** A name as a pattern for mocha and for ourselves: its holes stand for anything. */
export function patternOf(name: string): string {
  const parts = name.split(/\$\{[^}]*\}/);
  return parts.map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+');
}
