import { h } from '../../common/dom.ts';
import type { Panel } from '../model.ts';

export function severityPanel(): Panel {
  return { element: h('div'), update: () => undefined };
}
