import type { PageModel } from '../model.ts';
import { sourceOf, type Source } from './content.ts';

/** One kind of preview. */
export interface View {
  readonly element: HTMLElement;
  /** Shows the model, a little at a time; answers whether something of it is not saved yet. */
  draw(stale: () => boolean): Promise<boolean>;
  /** What the copy button takes. */
  copy(): string | Promise<string>;
}

/** What would be sent and what is on GitHub. */
export function sources(model: PageModel): { readonly now: Source; readonly before: Source } {
  return {
    now: sourceOf(model.fields()),
    before: sourceOf(model.state.stored!),
  };
}
