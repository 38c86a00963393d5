import type { BackportBoard, BackportRow } from '../../process/backports/types.ts';
import { same } from '../../advisory/fields.ts';
import { needsYou } from './weigh.ts';

/** What was done about a branch, or why it was not. */
export interface Told {
  readonly words: string;
  readonly ok: boolean;
  /** The defect that it was about; null: something else. */
  readonly defect: string | null;
  /** Was GitHub read since? Until then the defect that it repaired rests. */
  readonly read: boolean;
}

/** By branch; '' is the whole. */
export type ToldOf = Readonly<Record<string, readonly Told[]>>;

interface Kept extends Told {
  readonly branch: string;
  /** How many were told before. */
  readonly at: number;
  /** What the first reading afterwards said of the branch. */
  readonly seen: unknown;
}

/** What was done about branches: said until a reading finds that something else is so. */
export class ToldWords {
  readonly #kept = new Map<string, readonly Kept[]>();
  #count = 0;

  /** So much was told so far: a reading that begins now knows of it. */
  get mark(): number {
    return this.#count;
  }

  /** In place of what was told of the same defect. */
  tell(id: string, branch: string, told: Omit<Told, 'read'>): void {
    const others = this.#all(id).filter(one => one.branch !== branch || one.defect !== told.defect);
    this.#kept.set(id, [...others, { ...told, branch, at: this.#count++, read: false, seen: null }]);
  }

  of(id: string): ToldOf {
    const found: Record<string, Told[]> = {};
    for (const { branch, words, ok, defect, read } of this.#all(id))
      (found[branch] ??= []).push({ words, ok, defect, read });
    return found;
  }

  /** GitHub was read: the first time that is what the words are about, and what changes afterwards ends them. */
  read(id: string, mark: number, board: BackportBoard): void {
    const all = this.#all(id).flatMap((told): Kept[] => {
      if (told.at >= mark) return [told];
      const seen = lookOf(board, told.branch);
      if (told.read) return same(seen, told.seen) ? [told] : [];
      return [{ ...told, read: true, seen }];
    });
    this.#kept.set(id, all);
  }

  clear(): void {
    this.#kept.clear();
  }

  #all(id: string): readonly Kept[] {
    return this.#kept.get(id) ?? [];
  }
}

/** What a person sees of a branch, but for its checks, which change by themselves. */
function lookOf({ rows, defects }: BackportBoard, branch: string): unknown {
  const row = rows.find(one => one.branch === branch);
  if (!row) return defects.map(({ id, text }) => [id, text]);
  const { pull, need } = row;
  return [
    ...[need, pull && [pull.number, pull.state, pull.title, pull.labels]],
    row.defects.map(({ id, text }) => [id, text]),
  ];
}

/** The board without defects that were repaired since it was read: nobody repairs them twice. */
export function withoutRepaired(board: BackportBoard, told: ToldOf): BackportBoard {
  const repaired = (branch: string) =>
    (told[branch] ?? []).flatMap(({ ok, read, defect }) => (ok && !read && defect !== null ? [defect] : []));
  const rests = ({ branch, defects }: BackportRow) => defects.some(({ id }) => repaired(branch).includes(id));
  const whole = repaired('');
  if (whole.length === 0 && !board.rows.some(rests)) return board;
  const rows = board.rows.map(row =>
    rests(row)
      ? { ...row, defects: row.defects.filter(({ id }) => !repaired(row.branch).includes(id)) }
      : row,
  );
  const defects = board.defects.filter(({ id }) => !whole.includes(id));
  return { ...board, rows, defects, needsYou: [...rows, { defects }].filter(needsYou).length };
}
