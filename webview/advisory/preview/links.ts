import { h } from '../../common/dom.ts';
import type { PageModel } from '../model.ts';

/** Where a link leads is shown while it is pointed at or focused; pressed, VS Code asks before it opens. */
export function openLinks(card: HTMLElement, model: PageModel): void {
  const line = h('div', { class: 'link-address', 'aria-hidden': 'true' });
  const linkOf = (event: Event) =>
    event.target instanceof Element ? event.target.closest<HTMLElement>('.text-link') : null;
  const address = (found: HTMLElement | null) => found?.title ?? '';
  const point = (event: Event) => {
    const found = linkOf(event);
    if (!found || found.contains(line)) return;
    line.textContent = address(found);
    card.append(line);
  };
  const leave = (event: Event) => {
    if (linkOf(event)) line.remove();
  };
  const press = (event: Event) => {
    const url = address(linkOf(event));
    if (url === '') return;
    event.preventDefault();
    event.stopPropagation();
    model.tell({ t: 'openLink', url });
  };
  card.addEventListener('focusin', point);
  card.addEventListener('mouseover', point);
  card.addEventListener('focusout', leave);
  card.addEventListener('mouseout', leave);
  card.addEventListener('click', press);
  card.addEventListener('keydown', event => {
    if (event.key === 'Enter') press(event);
  });
}
