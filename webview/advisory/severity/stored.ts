import { parseVector, rating, type Rating } from '../../../src/cvss/index.ts';
import type { CvssScore } from '../../../src/advisory/model.ts';
import { h, link, replace, type Child } from '../../common/dom.ts';
import { decimal, square } from '../rating.ts';
import type { Bench } from './bench.ts';

/** `On GitHub  v4.0 not set  v3.1 6.5 Medium  Propose from v3.1` */
export class Stored {
  readonly element = h('div', { class: 'stored' });
  readonly #bench: Bench;

  constructor(bench: Bench) {
    this.#bench = bench;
  }

  update(): void {
    const { facts } = this.#bench.model.state;
    const { readOnly } = this.#bench.model;
    if (!facts) return;
    const v4 = facts.cvssV4?.vector ? facts.cvssV4 : null;
    const v3 = facts.cvssV3?.vector ? facts.cvssV3 : null;
    replace(this.element, JSON.stringify([v4, v3, readOnly]), () => {
      const older = [v3, v4].find(score => score && versionOf(score.vector).startsWith('v3'));
      return [
        h('span', { class: 'dim' }, 'On GitHub'),
        v4 ? this.#score(v4) : h('span', {}, 'v4.0 not set'),
        v3 ? this.#score(v3) : null,
        older && !readOnly
          ? link(`Propose from ${versionOf(older.vector)}`, () => this.#bench.propose(older.vector))
          : null,
      ];
    });
  }

  #score({ vector, score }: CvssScore): Child {
    const words: Rating | null = score === null ? null : rating(score);
    return h(
      'span',
      { class: 'rated', title: vector },
      words ? square(words) : null,
      [versionOf(vector), score === null ? 'not scored' : decimal(score), words].filter(Boolean).join(' '),
    );
  }
}

function versionOf(vector: string): string {
  const read = parseVector(vector);
  return `v${read.ok ? '4.0' : (read.version ?? '4.0')}`;
}
