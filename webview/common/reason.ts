import { h, link, textField } from './dom.ts';

/** Asks why something may become public although it was found: Enter keeps it with that reason, Escape leaves it. */
export function reasonField(keep: (reason: string) => void, leave: () => void): HTMLElement {
  const done = () => {
    if (field.value.trim() !== '') keep(field.value);
  };
  const field = textField('Reason to keep this', {
    placeholder: 'Why may this be public?',
    onkeydown: event => {
      const { key } = event as KeyboardEvent;
      if (key === 'Escape') leave();
      if (key === 'Enter') done();
    },
  });
  return h('div', { class: 'reason' }, field, link('Keep', done));
}
