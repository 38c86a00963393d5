import './preview.css';
import type { PreviewName } from '../../../src/ui/editor/protocol.ts';
import type { PageModel, Panel } from '../model.ts';
import { PreviewPanel } from './panel.ts';

/** What readers will see, live. `beside`: next to the fields, where it can be closed. */
export function previewPanel(
  model: PageModel,
  { beside }: { readonly beside: boolean },
): Panel & { show(name: PreviewName): void } {
  return new PreviewPanel(model, beside);
}
