/**
 * What must not compile. Each misuse stands under `@ts-expect-error`, so that the compiler fails when one of them
 * becomes possible.
 */
import { declassify, PublicText, type Secrets } from '../../src/embargo/index.ts';
import type { GitHub } from '../../src/github/index.ts';
import { commitTree, pushCommit, writeBlob, type Git, type Scratch } from '../../src/git/index.ts';

declare const github: GitHub;
declare const git: Git;
declare const scratch: Scratch;
declare const secrets: Secrets;
declare const text: string;
declare const publicText: PublicText;

// @ts-expect-error a string is no PublicText
export const a: PublicText = text;
// @ts-expect-error nor is a PublicText a string
export const b: string = publicText;
// @ts-expect-error the constructor is private
export const c = new PublicText(text);
// @ts-expect-error and cannot be extended
export class D extends PublicText {}
// @ts-expect-error an object that looks like one is none
export const e: PublicText = { withIssue: () => publicText, toString: () => text, toJSON: () => text };
// @ts-expect-error an issue needs texts that crossed
void github.issues.create('python/cpython', { title: text, body: publicText });
// @ts-expect-error both of them
void github.issues.create('python/cpython', { title: publicText, body: text });
const open = (title: PublicText, body: PublicText, branch: PublicText) =>
  github.pulls.create('python/cpython', { title, body, head: { owner: 'octo', branch }, base: 'main' });
// @ts-expect-error so does a pull request, for its title
void open(text, publicText, publicText);
// @ts-expect-error its body
void open(publicText, text, publicText);
// @ts-expect-error and the name of its branch
void open(publicText, publicText, text);
// @ts-expect-error and labels
void github.issues.addLabels('python/cpython', 1, [text]);
// @ts-expect-error and a new title
void github.pulls.setTitle('python/cpython', 1, text);
const repo = { owner: 'python', name: 'cpython' };
// @ts-expect-error an advisory is published with a title that crossed
void github.advisories.publish(repo, 'GHSA', { title: text, description: publicText });
// @ts-expect-error and such a description
void github.advisories.publish(repo, 'GHSA', { title: publicText, description: text });
// @ts-expect-error so is a file of the public commit
void writeBlob(git, scratch, text);
const crossed = { name: publicText, email: publicText, date: '0 +0000' };
const made = { tree: 'a', parent: 'b', message: publicText, author: crossed, committer: crossed };
// @ts-expect-error its message
void commitTree(git, scratch, { ...made, message: text });
// @ts-expect-error the name of its author
void commitTree(git, scratch, { ...made, author: { ...crossed, name: text } });
// @ts-expect-error and the address of its committer
void commitTree(git, scratch, { ...made, committer: { ...crossed, email: text } });
// @ts-expect-error and the branch that is pushed
void pushCommit(git, scratch, { url: 'u', fullName: 'o/r', gitUrl: 'g' }, 'abc', text);
// @ts-expect-error a refusal has no text
export const f: PublicText = declassify(text, secrets).text;
// @ts-expect-error the hole takes a number
publicText.withIssue(text);
