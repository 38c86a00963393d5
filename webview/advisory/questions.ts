import type { FieldName } from '../../src/advisory/fields.ts';
import type { FieldQuestion } from '../../src/ui/editor/protocol.ts';
import { moment } from '../common/dates.ts';
import { button, h, replace } from '../common/dom.ts';
import type { PageModel, Panel } from './model.ts';

/**
 * The question of a field that both sides changed: both versions beside each other and what may be kept. Hidden
 * while there is none. `edit` moves the focus to where the field is edited, as every answer does; the boxes stay in
 * view until the edited text is confirmed.
 */
export function question(model: PageModel, field: FieldName, edit: () => void): Panel {
  const boxes = h('div', { class: 'versions' });
  const answers = h('div', { class: 'answers' });
  const element = h(
    'div',
    {
      class: 'question',
      role: 'group',
      'aria-label': 'Both sides changed this',
      'data-question': field,
      tabindex: '-1',
      hidden: true,
    },
    boxes,
    answers,
  );
  let together = false;

  const settle = (keep: 'mine' | 'theirs' | 'together') => {
    together = false;
    model.tell({ t: 'settle', field, keep });
    // The answers go; the keyboard goes on with what they were about.
    edit();
  };
  const editTogether = () => {
    together = true;
    update(model);
    edit();
  };

  function update({ state, readOnly }: PageModel): void {
    const asked = state.save.questions.find(entry => entry.field === field);
    element.hidden = asked === undefined;
    if (!asked) {
      together = false;
      return;
    }
    replace(boxes, JSON.stringify(asked), () => [
      version('Yours', asked.mine),
      version(onGitHub(asked), asked.theirs),
    ]);
    replace(answers, JSON.stringify([together, readOnly]), () =>
      readOnly
        ? []
        : [
            button('Keep mine', () => settle('mine'), 'secondary'),
            button('Take theirs', () => settle('theirs'), 'secondary'),
            together
              ? button('Keep my edit', () => settle('together'), 'secondary')
              : button('Edit together', editTogether, 'secondary'),
          ],
    );
  }

  return { element, update };
}

function onGitHub({ at }: FieldQuestion): string {
  const when = moment(at);
  return when === '' ? 'On GitHub' : `On GitHub, changed ${when}`;
}

/** One version. It can be scrolled by keyboard, because a description may be long. */
function version(label: string, text: string): HTMLElement {
  return h(
    'figure',
    { class: 'version' },
    h('figcaption', {}, label),
    h(
      'div',
      { class: 'text', tabindex: '0', role: 'region', 'aria-label': label, dir: 'auto' },
      text === '' ? 'Empty' : text,
    ),
  );
}
