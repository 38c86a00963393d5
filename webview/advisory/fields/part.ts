import type { AdvisoryFinding } from '../../../src/findings/advisory/index.ts';

/** One field of the tab. */
export interface FieldPart {
  readonly element: HTMLElement;
  update(): void;
  focus(finding?: AdvisoryFinding): void;
}

/** Applies a repair. */
export type Fix = (finding: AdvisoryFinding, fix: AdvisoryFinding['fixes'][number]) => void;
