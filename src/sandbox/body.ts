import type { IncomingMessage } from 'node:http';
import { HttpError } from './http.ts';

/** Longer bodies than any that GitHub takes are not read to the end. */
const limit = 10 << 20;

/** Reads a body to its end, as text. @throws HttpError 413 for one that does not end. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += (part as Buffer).length;
    if (size > limit) throw new HttpError(413, 'Payload Too Large');
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** @throws HttpError 400, in GitHub's words, for what is no JSON object. */
export function parseBody(text: string): Record<string, unknown> {
  if (text === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new HttpError(400, 'Problems parsing JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new HttpError(400, 'Body should be a JSON object');
  }
  return value as Record<string, unknown>;
}
