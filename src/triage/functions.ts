import { unseen } from '../texts/plain.ts';
import type { Document } from './document.ts';

const calls = /\b[A-Za-z_][\w.]{1,100}(?=\()/g;
const spans = /`([A-Za-z_][\w.]{1,100})(?:\(\))?`/g;

/** Names that many functions have: by themselves they tell nothing. */
const anybody = new Set(
  `__init__ __new__ __del__ append bool bytearray bytes call close compile connect copy decode dict encode eval exec
   exit feed float format free get getattr handle init input int isinstance len list load loads main malloc memcpy new
   next open parse pop popen print process put range read readline realloc recv reload repr run self send set setattr
   sizeof start stop str strlen super system test tuple type update write`.split(/\s+/),
);

/** The functions that are given, called or marked as code, each once. */
export function functionsIn(text: string, given: readonly string[]): string[] {
  const called = text.match(calls) ?? [];
  const marked = [...text.matchAll(spans)].map(([, name = '']) => name);
  const known = given.slice(0, 100).map(name => name.slice(0, 200).replace(unseen, '').replace(/\(\)$/, ''));
  return [...new Set([...known, ...called, ...marked])].filter(name => /^[\w.]+$/.test(name));
}

/** The functions of the one that the other names, too, each once and as the first writes it. */
export function sharedFunctions(one: Document, other: Document): string[] {
  const theirs = new Set(other.functions.flatMap(endsOf));
  const words = new Set(`${other.title}\n${other.text}`.toLowerCase().match(/\w{2,100}/g));
  const shared = new Map<string, string>();
  for (const name of one.functions) {
    const last = endsOf(name)[0]!;
    // "read" may be anybody's; "tarfile.read" is one function.
    const known = endsOf(name).some(end => theirs.has(end) && (end.includes('.') || !anybody.has(end)));
    // Who writes parse_header means the function, whether it is marked as code or not.
    const meant = /_|[a-z][A-Z]/.test(name) && !anybody.has(last) && words.has(last);
    if ((known || meant) && !shared.has(last)) shared.set(last, name);
  }
  return [...shared.values()];
}

/** `http.cookies.Morsel`: `morsel`, `cookies.morsel`, `http.cookies.morsel` */
function endsOf(name: string): string[] {
  const parts = name.toLowerCase().split('.').slice(-4);
  return parts.map((_, i) => parts.slice(parts.length - 1 - i).join('.'));
}
