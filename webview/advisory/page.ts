import { same, type FieldName } from '../../src/advisory/fields.ts';
import type { AdvisoryFinding } from '../../src/findings/advisory/index.ts';
import type { EditorState, PreviewName, TabName, ToPage } from '../../src/ui/editor/protocol.ts';
import { h, icon, link, replace } from '../common/dom.ts';
import { memory } from '../common/host.ts';
import { practiceLine } from '../common/practice.ts';
import { Header } from './header.ts';
import { Messages } from './messages.ts';
import type { PageModel, Panel } from './model.ts';
import { SaveBar } from './saveBar.ts';
import { Tabs } from './tabs.ts';
import { count } from './words.ts';

/** Checks and previews wait until the keys rest. */
const restMs = 150;

const tabNames: readonly TabName[] = ['severity', 'advisory', 'preview', 'discussion'];
/** Where a field is edited. */
const tabOf = (field: FieldName): TabName => (field === 'vector' ? 'severity' : 'advisory');

/** What each tab shows. Made when it is first opened, so that the page is there at once. */
type Makers = Readonly<Record<TabName, (model: PageModel) => Panel>> & {
  /** The preview beside the fields. */
  beside(model: PageModel): Panel;
};

/** The page around its tabs: one header, one place for messages, one tab in view. */
export class Page {
  readonly #model: PageModel;
  readonly #makers: Makers;
  readonly #header = new Header();
  readonly #practice = practiceLine();
  readonly #tabs = new Tabs(tab => this.open(tab));
  readonly #saveBar: SaveBar;
  readonly #messages: Messages;
  readonly #progress = h('div', {
    class: 'progress',
    role: 'progressbar',
    'aria-label': 'Loading',
    hidden: true,
  });
  readonly #hint = h(
    'p',
    { class: 'tab-hint' },
    icon('info'),
    'Score expected or known use, not the worst case',
  );
  readonly #findings = h('p', { class: 'tab-hint', role: 'status' });
  readonly #top: HTMLElement;
  readonly #panels = new Map<TabName, Panel>();
  readonly #holders: ReadonlyMap<TabName, HTMLElement>;
  /** The fields have the preview beside them, when it is wanted and there is room. */
  #beside: Panel | null = null;
  readonly #besideHolder = h('aside', { class: 'beside', 'aria-label': 'Preview' });
  #tab: TabName = 'severity';
  /** The tab whose panel was told that it came into view. */
  #told: TabName | null = null;
  /** Was this page open before, so that it comes back where it was? */
  #remembered = false;
  #opened: number | null = null;
  /** The preview that the host asked for last. */
  #wanted: PreviewName | null = null;
  #focused = false;
  /** The finding that F8 was at last. */
  #at: AdvisoryFinding | null = null;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(root: Element, model: PageModel, makers: Makers) {
    this.#model = model;
    this.#makers = makers;
    this.#saveBar = new SaveBar(model);
    this.#messages = new Messages(
      model,
      this.#saveBar,
      field => this.#showQuestion(field),
      () => this.#header.heading.focus(),
    );
    this.#holders = new Map(
      tabNames.map(tab => [
        tab,
        h('section', {
          id: `panel-${tab}`,
          class: `panel ${tab}`,
          role: 'tabpanel',
          'aria-labelledby': `tab-${tab}`,
          hidden: true,
        }),
      ]),
    );
    // In the order of the Tab key; the style sheet puts Save beside the title.
    this.#top = h(
      'header',
      { class: 'top' },
      this.#practice,
      this.#header.element,
      h('div', { class: 'tabs' }, this.#tabs.element, this.#hint, this.#findings),
      this.#saveBar.element,
    );
    root.append(this.#top, this.#progress, this.#messages.element, ...this.#holders.values());
    const { tab, opened } = memory.read();
    if (tabNames.includes(tab as TabName)) this.#tab = tab as TabName;
    if (typeof opened === 'number') this.#opened = opened;
    this.#remembered = tab !== undefined;
    model.onChange(() => this.update());
  }

  problem(sentence: string | null): void {
    this.#messages.problem(sentence);
  }

  /** Shows the model: what is in view at once, checks and previews when the keys rest. */
  update(): void {
    const { state } = this.#model;
    document.body.dataset['phase'] = state.phase;
    this.#practice.hidden = !state.sandbox;
    this.#progress.hidden = state.phase !== 'loading';
    this.#header.update(this.#model);
    this.#saveBar.update();
    this.#messages.update();
    this.#tabs.badge('discussion', state.discussion.comments.length, 'comment');
    this.#openAsAsked(state);
    this.#place();
    clearTimeout(this.#rest);
    // The first checks and the preview follow the first paint.
    if (this.#focused) this.#rest = setTimeout(() => this.#rested(), restMs);
    else if (state.stored) afterPaint(() => this.#rested());
  }

  press(what: Extract<ToPage, { t: 'press' }>['what']): void {
    if (what === 'save') this.#saveBar.save();
    else if (what === 'togglePreview') this.#togglePreview();
    else this.#walk(what === 'nextFinding' ? 1 : -1);
  }

  open(tab: TabName): void {
    this.#tab = tab;
    this.#remember();
    this.#place();
    this.#rested();
  }

  #rested(): void {
    clearTimeout(this.#rest);
    if (!this.#model.state.stored) return;
    this.#model.checkNow();
    this.#showCounts();
    this.#panels.get(this.#tab)?.update(this.#model);
    if (!this.#focused) this.#focusFirst();
    if (this.#tab !== 'advisory') return;
    this.#placeBeside();
    this.#beside?.update(this.#model);
  }

  /** The host opens a tab once; the page, made anew or not, stays where it is for every later state that says the same. */
  #openAsAsked({ open }: EditorState): void {
    if (open !== null && open.number !== this.#opened) {
      this.#opened = open.number;
      this.#tab = open.tab;
      this.#wanted = open.preview;
      this.#beside?.show?.(open.preview);
      this.#panels.get('preview')?.show?.(open.preview);
    }
    this.#remember();
  }

  #remember(): void {
    memory.write({ tab: this.#tab, opened: this.#opened });
  }

  /** Puts the open tab in view; previews are filled when the keys rest. */
  #place(): void {
    const there = this.#model.state.stored !== null;
    this.#top.classList.toggle('bare', !there);
    this.#tabs.select(this.#tab);
    this.#hint.hidden = this.#tab !== 'severity';
    this.#findings.hidden = this.#tab === 'severity';
    for (const [tab, holder] of this.#holders) holder.hidden = !there || tab !== this.#tab;
    if (!there) return;
    if (!this.#panels.has(this.#tab)) {
      const panel = this.#makers[this.#tab](this.#model);
      this.#panels.set(this.#tab, panel);
      this.#holders.get(this.#tab)!.append(panel.element);
      if (this.#wanted) panel.show?.(this.#wanted);
    }
    const { previewBeside } = this.#model.state.settings;
    const shows = document.activeElement?.classList.contains('show-preview');
    this.#holders.get('advisory')!.classList.toggle('split', previewBeside);
    if (this.#tab !== 'preview') this.#panels.get(this.#tab)!.update(this.#model);
    if (this.#told !== this.#tab) {
      this.#told = this.#tab;
      this.#panels.get(this.#tab)!.opened?.();
    }
    if (this.#tab === 'advisory' && this.#focused) this.#placeBeside();
    if (shows && previewBeside) this.#focusOne(this.#besideHolder, '[aria-label="Close preview"]');
  }

  #placeBeside(): void {
    const on = this.#model.state.settings.previewBeside;
    const holder = this.#holders.get('advisory')!;
    const inside = this.#besideHolder.contains(document.activeElement);
    this.#besideHolder.hidden = !on;
    if (!on && inside) this.#focusOne(holder, '.show-preview');
    if (!on || this.#beside) return;
    this.#beside = this.#makers.beside(this.#model);
    this.#besideHolder.append(this.#beside.element);
    holder.append(this.#besideHolder);
    if (this.#wanted) this.#beside.show?.(this.#wanted);
  }

  /** What hides a part is gone with it: the focus goes to its counterpart, or else to the tab. */
  #focusOne(within: HTMLElement, selector: string): void {
    const one = within.querySelector<HTMLElement>(selector);
    one?.focus();
    if (!one || document.activeElement !== one) document.getElementById(`tab-${this.#tab}`)?.focus();
  }

  #togglePreview(): void {
    if (this.#model.state.stored === null) return;
    const on = !(this.#model.state.settings.previewBeside && this.#tab === 'advisory');
    if (on) this.open('advisory');
    if (on !== this.#model.state.settings.previewBeside) this.#model.tell({ t: 'previewBeside', on });
  }

  #open(): AdvisoryFinding[] {
    return this.#model.findings().filter(({ severity }) => severity !== 'info');
  }

  #showCounts(): void {
    const open = this.#open();
    const here = (tab: TabName) => open.filter(({ field }) => tabOf(field) === tab);
    this.#tabs.badge('severity', here('severity').length);
    this.#tabs.badge('advisory', here('advisory').length);
    const tone = open.some(({ severity }) => severity === 'error') ? 'error' : 'warning';
    replace(this.#findings, `${tone} ${open.length}`, () =>
      open.length === 0
        ? []
        : [
            icon(tone, tone),
            link(count(open.length, 'finding'), () => this.#go(open[0]!), { class: 'link plain' }),
          ],
    );
  }

  /** F8 and Shift+F8 walk the findings, over all tabs. */
  #walk(step: 1 | -1): void {
    this.#rested();
    const all = this.#model.findings();
    if (all.length === 0) return;
    // One check may find the same twice; what was typed since may have moved it.
    const exact = all.findIndex(finding => same(finding, this.#at));
    const now = exact < 0 ? all.findIndex(({ id }) => id === this.#at?.id) : exact;
    const next = now < 0 ? (step > 0 ? 0 : all.length - 1) : (now + step + all.length) % all.length;
    this.#go(all[next]!);
  }

  #go(finding: AdvisoryFinding): void {
    this.#at = finding;
    const tab = tabOf(finding.field);
    if (tab !== this.#tab) this.open(tab);
    this.#panels.get(tab)?.focusFinding?.(finding);
  }

  #showQuestion(field: FieldName): void {
    this.open(tabOf(field));
    this.#holders.get(tabOf(field))!.querySelector<HTMLElement>(`[data-question="${field}"]`)?.focus();
  }

  /** Severity with gaps: the first unset metric; else the first field with a finding; else the heading. */
  #focusFirst(): void {
    this.#focused = true;
    if (document.activeElement && document.activeElement !== document.body) return;
    const panel = this.#panels.get(this.#tab) as (Panel & { focusGap?(): boolean }) | undefined;
    if (panel?.focusGap?.()) return;
    const stays = this.#remembered || this.#model.state.open !== null;
    const finding = this.#open().find(({ field }) => !stays || tabOf(field) === this.#tab);
    if (finding) this.#go(finding);
    else this.#header.heading.focus();
  }
}

/** Runs once something was painted; in a hidden page, which paints nothing, soon. */
function afterPaint(work: () => void): void {
  let done = false;
  const once = () => {
    if (!done) work();
    done = true;
  };
  requestAnimationFrame(() => setTimeout(once));
  setTimeout(once, 300);
}
