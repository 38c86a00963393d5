import type { PageModel } from '../model.ts';
import { storedSource, type Source } from './content.ts';

/** One kind of preview. */
export interface View {
  readonly element: HTMLElement;
  /** Shows the model, a little at a time; answers whether something of it is not saved yet. */
  draw(stale: () => boolean): Promise<boolean>;
  /** What the copy button takes. */
  copy(): string;
}

/** What is typed and what is on GitHub. */
export function sources(model: PageModel): { readonly now: Source; readonly before: Source } {
  return {
    now: { fields: model.fields(), score: model.score() },
    before: storedSource(model.state.stored!),
  };
}
