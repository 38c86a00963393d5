import { repoName } from '../../advisory/model.ts';
import { faceOf, type Face, type Look } from './faces.ts';
import { hoverLines, type HoverLine } from './hover.ts';
import type { AdvisoriesModel } from './model.ts';
import { childrenOf, roots } from './outline.ts';
import { keyOf, type Node } from './rows.ts';

/** A row that was given away to be drawn. */
interface Drawn {
  /** The same object for as long as the row is there; its content is the newest. */
  readonly node: Node;
  face: Face | null;
  /** Everything that it showed. */
  look: string;
  /** Names of the rows below, once they were asked for. */
  below: readonly string[] | null;
  above: string | null;
}

export type Drawable = Pick<
  AdvisoriesModel,
  'state' | 'filter' | 'advisories' | 'assessment' | 'facts' | 'readersOf'
>;

/** What rows are drawn from beside the model. */
type Taste = Pick<Look, 'now' | 'hideTitles' | 'cloned'>;

/** Which rows were drawn and how, so that only what changed is drawn again. Knows no `vscode`. */
export class Drawing {
  readonly #model: Drawable;
  readonly #taste: () => Taste;
  readonly #drawn = new Map<string, Drawn>();
  #top: readonly string[] = [];

  constructor(model: Drawable, taste: () => Taste) {
    this.#model = model;
    this.#taste = taste;
  }

  /**
   * What looks otherwise than it was drawn; a row stands for all rows below it. `all` where a row moved to another
   * group: it cannot be in both while they are asked for one after the other.
   */
  changes(): 'all' | readonly Node[] {
    if (this.#model.state.kind !== 'loaded') this.#forget();
    const top = this.#roots();
    if (!alike(top.map(keyOf), this.#top) || top.some(node => this.#hasMoved(node))) return 'all';
    const changed: Node[] = [];
    for (const node of top) this.#compare(node, changed);
    return changed;
  }

  /** The first rows, of everything that is to be drawn anew. */
  top(): Node[] {
    const rows = this.#roots();
    if (this.#model.state.kind !== 'loaded') this.#forget();
    const ids = new Set(this.#model.advisories.map(advisory => keyOf({ kind: 'advisory', advisory })));
    for (const [key, drawn] of this.#drawn) {
      const { node } = drawn;
      if ('advisory' in node && !ids.has(keyOf({ kind: 'advisory', advisory: node.advisory })))
        this.#drawn.delete(key);
      drawn.below = null;
      drawn.above = null;
    }
    this.#top = rows.map(keyOf);
    return this.#give(rows, null);
  }

  below(node: Node): Node[] {
    return this.#gone(node) ? [] : this.#give(childrenOf(node, this.#model), keyOf(node));
  }

  /** How a row looks now; null of one that is not there any more. */
  face(node: Node): Face | null {
    const drawn = this.#drawn.get(keyOf(node));
    if (this.#gone(node)) return drawn?.face ?? null;
    const face = faceOf(node, this.#look());
    if (drawn) Object.assign(drawn, { face, look: this.#lookOf(node, face) });
    return face;
  }

  hover(node: Node): readonly HoverLine[] {
    if (node.kind !== 'advisory' || this.#gone(node)) return [];
    const { advisory } = node;
    return hoverLines(this.#model.facts(advisory), this.#model.assessment(advisory));
  }

  /** Keeps no row that an advisory is in. */
  #forget(): void {
    for (const [key, { node }] of this.#drawn)
      if ('advisory' in node || node.kind === 'group') this.#drawn.delete(key);
  }

  /** Nobody is signed in any more, or as somebody else: nothing is known of it. */
  #gone(node: Node): boolean {
    return 'advisory' in node && this.#model.state.kind !== 'loaded';
  }

  #hasMoved(node: Node): boolean {
    const key = keyOf(node);
    return (
      node.kind === 'group' &&
      node.group.advisories.some(advisory => {
        const above = this.#drawn.get(keyOf({ kind: 'advisory', advisory }))?.above ?? null;
        return above !== null && above !== key;
      })
    );
  }

  #compare(fresh: Node, changed: Node[]): void {
    const drawn = this.#drawn.get(keyOf(fresh));
    if (!drawn) return;
    const node = Object.assign(drawn.node, fresh);
    const below = drawn.below && childrenOf(node, this.#model);
    const otherRows = below !== null && !alike(below.map(keyOf), drawn.below ?? []);
    if (otherRows || drawn.look !== this.#lookOf(node, faceOf(node, this.#look()))) changed.push(node);
    else for (const child of below ?? []) this.#compare(child, changed);
  }

  #roots(): Node[] {
    const { state, filter, advisories } = this.#model;
    const { now, assessment } = this.#look();
    return roots(state, { advisories, filter, now, assessment });
  }

  /** One object per row, for as long as the row is there. */
  #give(nodes: readonly Node[], above: string | null): Node[] {
    const parent = above === null ? undefined : this.#drawn.get(above);
    if (parent) parent.below = nodes.map(keyOf);
    return nodes.map(fresh => {
      const key = keyOf(fresh);
      const drawn = this.#drawn.get(key) ?? { node: fresh, face: null, look: '', below: null, above };
      this.#drawn.set(key, drawn);
      drawn.above = above;
      return Object.assign(drawn.node, fresh);
    });
  }

  #look(): Look {
    const model = this.#model;
    const first = model.state.kind === 'loaded' ? model.state.results[0]?.repo : undefined;
    return {
      ...this.#taste(),
      firstRepo: first ? repoName(first) : '',
      assessment: advisory => model.assessment(advisory),
      facts: advisory => model.facts(advisory),
      readersOf: advisory => model.readersOf(advisory),
    };
  }

  #lookOf(node: Node, face: Face): string {
    return JSON.stringify([face, this.hover(node)]);
  }
}

function alike(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key, at) => key === b[at]);
}
