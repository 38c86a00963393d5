import { malformed } from './client.ts';

/** Reads fields of an answer of which nothing is certain: GitHub's own examples fail GitHub's own schema. */
export type Json = Readonly<Record<string, unknown>>;

/** The value as an object. @throws GitHubError `malformed` when it is none. */
export function object(value: unknown): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed();
  return value as Json;
}

/** The value as an object, or an empty one. */
export function maybe(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** A field that an answer without would make no sense of. */
export function needed(json: Json, field: string): string {
  const value = json[field];
  if (typeof value !== 'string' || value === '') throw malformed();
  return value;
}

export function neededNumber(json: Json, field: string): number {
  const value = json[field];
  if (typeof value !== 'number') throw malformed();
  return value;
}

export function text(json: Json, field: string): string {
  const value = json[field];
  return typeof value === 'string' ? value : '';
}

export function textOrNull(json: Json, field: string): string | null {
  const value = json[field];
  return typeof value === 'string' && value !== '' ? value : null;
}
