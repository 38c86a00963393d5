import {
  EventEmitter,
  Uri,
  workspace,
  type ExtensionContext,
  type TextDocumentContentProvider,
} from 'vscode';
import type { FileChange } from '../../git/index.ts';

/** Scheme of the read-only documents behind the diffs of a port. They live in memory only. */
export const portScheme = 'ghsa-port';

/** What a document is: a side of a file of one port. Nothing of its text is in the address. */
export interface PortDocument {
  readonly key: string;
  readonly side: Side;
  readonly path: string;
}

/** Of a diff: public main and the fix. Of a conflict: the merge base and both sides. */
export type Side = 'main' | 'fix' | 'base' | 'public' | 'private';
const sides: readonly string[] = ['main', 'fix', 'base', 'public', 'private'] satisfies Side[];

export function documentUri({ key, side, path }: PortDocument): Uri {
  return Uri.from({ scheme: portScheme, authority: key, path: `/${side}/${path}` });
}

/** Gives the two sides of a file's diff. `read` gets a blob as bytes. */
export class PortDocuments implements TextDocumentContentProvider {
  readonly #ports = new Map<string, (side: Side, path: string) => Promise<string>>();
  readonly onDidChange = new EventEmitter<Uri>().event;

  add(key: string, read: (side: Side, path: string) => Promise<string>): void {
    this.#ports.set(key, read);
  }

  remove(key: string): void {
    this.#ports.delete(key);
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const [, side = '', ...path] = uri.path.split('/');
    const read = this.#ports.get(uri.authority);
    if (!read || !sides.includes(side)) return '';
    return read(side as Side, path.join('/'));
  }
}

const known = new WeakMap<ExtensionContext, PortDocuments>();

/** The documents of all jobs of this window: a scheme has one provider. */
export function documentsOf(context: ExtensionContext): PortDocuments {
  const made = known.get(context) ?? new PortDocuments();
  if (!known.has(context)) {
    known.set(context, made);
    context.subscriptions.push(workspace.registerTextDocumentContentProvider(portScheme, made));
  }
  return made;
}

const none = /^0+$/;

/** The blob of a file's side, or null where there is none. */
export function blobOf(file: FileChange, side: 'main' | 'fix'): string | null {
  const blob = side === 'main' ? file.oldBlob : file.blob;
  return none.test(blob) ? null : blob;
}

export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Bytes for a diff editor: UTF-8, or Latin-1 where that fails; a note for what is no text. */
export function shown(bytes: Uint8Array): string {
  if (bytes.includes(0)) return `(binary, ${bytes.length} bytes)\n`;
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'latin1').decode(bytes);
}
