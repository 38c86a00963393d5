/**
 * Holds a button of the toolkit, with the reason; null: it may be pressed. Rather than `disabled`: it can be reached,
 * and says why it is off. The toolkit hands no `aria-` on to the button inside it, and a description cannot point out
 * of it.
 */
export function hold(element: Element, why: string | null): void {
  element.classList.toggle('off', why !== null);
  for (const each of [element, element.shadowRoot?.querySelector('button')]) {
    if (why === null) {
      each?.removeAttribute('aria-disabled');
      each?.removeAttribute('aria-description');
    } else {
      each?.setAttribute('aria-disabled', 'true');
      each?.setAttribute('aria-description', why);
    }
  }
}
