import './fields.css';
import type { FieldName } from '../../../src/advisory/fields.ts';
import { h, icon } from '../../common/dom.ts';
import { Composer } from '../composer.ts';
import type { PageModel, Panel } from '../model.ts';
import { CollaboratorsField } from './collaborators.ts';
import { creditWords } from './creditQuestion.ts';
import { CreditsField } from './credits.ts';
import { DescriptionField } from './description.ts';
import { LineField } from './line.ts';
import type { FieldPart, Fix } from './part.ts';
import { ProductsField } from './products.ts';
import { TitleField } from './title.ts';
import { WeaknessesField } from './weaknesses.ts';

/** What a coordinator writes, each field with its findings. */
export function fieldsPanel(model: PageModel): Panel {
  const askCredit = new Composer(model, 'credit', () => credits.focus());
  const fix: Fix = ({ field }, { change, action }) => {
    if (action === 'askCredit') askCredit.start(creditWords(model.state.facts?.author ?? null));
    if (!change) return;
    // What is typed is repaired as if typed, so that the keys that undo undo it.
    const { title: newTitle, description: newDescription, cveId: newCveId, ...rest } = change;
    if (Object.keys(rest).length > 0) {
      const before = model.fields().credits;
      model.edit(withoutVector(rest));
      // The repair that was pressed goes; the keyboard goes on with what it repaired.
      const credited = rest.credits?.find(credit => !before.includes(credit));
      if (credited) credits.focusRow(credited.login);
      else if (field !== 'vector') parts[field].focus();
    }
    if (newCveId !== undefined) cveId.retype(newCveId);
    if (newTitle !== undefined) title.retype(newTitle);
    if (newDescription !== undefined) description.retype(newDescription);
  };

  const title = new TitleField(model, fix);
  const description = new DescriptionField(model, fix);
  const cveId = new LineField(model, {
    field: 'cveId',
    label: 'CVE ID',
    attributes: { class: 'mono', placeholder: 'CVE-2026-12345' },
    clean: text => text.trim(),
    fix,
  });
  const weaknesses = new WeaknessesField(model, fix);
  const products = new ProductsField(model, fix);
  const credits = new CreditsField(model, fix, askCredit.element);
  const collaborators = new CollaboratorsField(model, fix);
  const parts: Readonly<Record<Exclude<FieldName, 'vector'>, FieldPart>> = {
    title,
    description,
    cveId,
    cweIds: weaknesses,
    products,
    credits,
    users: collaborators,
    teams: collaborators,
  };

  const showPreview = h(
    'button',
    {
      type: 'button',
      class: 'icon-button show-preview',
      'aria-label': 'Show preview',
      title: 'Show preview',
      onclick: () => model.tell({ t: 'previewBeside', on: true }),
    },
    icon('open-preview'),
  );
  const element = h(
    'div',
    { class: 'fields' },
    showPreview,
    title.element,
    description.element,
    h('div', { class: 'two' }, cveId.element, weaknesses.element),
    products.element,
    credits.element,
    collaborators.element,
  );

  return {
    element,
    update({ state }) {
      showPreview.hidden = state.settings.previewBeside;
      for (const part of new Set(Object.values(parts))) part.update();
      askCredit.update();
    },
    focusFinding(finding) {
      if (finding.field !== 'vector') parts[finding.field].focus(finding);
    },
  };
}

/** The vector follows from the metrics, never from a text. */
function withoutVector<T extends { readonly vector?: string }>({ vector: _, ...rest }: T): Omit<T, 'vector'> {
  return rest;
}
