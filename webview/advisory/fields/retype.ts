/**
 * Writes a text into the control that has the focus, as if it had been typed: only what differs is replaced, and
 * the control's own undo takes it back.
 */
export function retype(control: HTMLTextAreaElement | HTMLInputElement, text: string): void {
  const { value } = control;
  if (value === text) return;
  const most = Math.min(value.length, text.length);
  let start = 0;
  while (start < most && value.charCodeAt(start) === text.charCodeAt(start)) start++;
  let end = 0;
  while (
    end < most - start &&
    value.charCodeAt(value.length - 1 - end) === text.charCodeAt(text.length - 1 - end)
  )
    end++;
  control.focus();
  control.setSelectionRange(start, value.length - end);
  const piece = text.slice(start, text.length - end);
  // The only way to write that the browser's undo knows of.
  const done =
    piece === '' ? document.execCommand('delete') : document.execCommand('insertText', false, piece);
  if (done && control.value === text) return;
  control.value = text;
  control.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
}
