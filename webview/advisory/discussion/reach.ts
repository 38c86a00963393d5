import { listed } from '../../../src/texts/requests.ts';
import type { DiscussionState } from '../../../src/ui/editor/discussionProtocol.ts';
import { h, icon, link, replace, type Child } from '../../common/dom.ts';
import type { PageModel } from '../model.ts';

/** More names than these are folded. */
const few = 4;

/** Who will be mailed and who can read it, said before anything is sent. */
export class Reach {
  readonly element = h('div', { class: 'reach', id: 'reply-reach' });
  #all = false;

  update(model: PageModel): void {
    const { discussion, facts } = model.state;
    const { mailed, mailedUnknown, reporter } = discussion;
    const reported = reporter !== null || facts?.reported === true;
    replace(this.element, JSON.stringify([mailed, mailedUnknown, reporter, reported, this.#all]), () => [
      icon('mail'),
      h(
        'p',
        {},
        ...this.#names(discussion, model),
        reported ? h('b', {}, ' The reporter can read this.') : null,
      ),
    ]);
  }

  #names({ mailed, mailedUnknown, reporter }: DiscussionState, model: PageModel): Child[] {
    const unknown = mailedUnknown.map(words => `everybody in ${words}`);
    if (mailed.length === 0 && unknown.length === 0) return ['Everybody in this advisory is mailed.'];
    const folds = !this.#all && mailed.length > few + 1;
    const shown = (folds ? mailed.slice(0, few) : mailed).map(login =>
      login === reporter ? `${login} (reporter)` : login,
    );
    const more = folds ? [`${mailed.length - few} more`] : [];
    const words = `Mailed: ${listed([...shown, ...more, ...unknown])}.`;
    if (!folds) return [words];
    const unfold = () => {
      this.#all = true;
      this.update(model);
      this.element.querySelector('p')!.tabIndex = -1;
      this.element.querySelector('p')!.focus();
    };
    return [words, ' ', link('Show all', unfold, { 'aria-label': 'Show all who are mailed' })];
  }
}
