import '../common/base.css';
import './advisory.css';
import { checkAdvisory } from '../../src/findings/advisory/index.ts';
import type { EditorState, ToHost, ToPage } from '../../src/ui/editor/protocol.ts';
import { connectHost } from '../common/host.ts';
import { registerToolkit } from '../common/toolkit.ts';
import { discussionPanel } from './discussion/index.ts';
import { fieldsPanel } from './fields/index.ts';
import { Keys } from './keys.ts';
import { PageModel } from './model.ts';
import { Page } from './page.ts';
import { previewPanel } from './preview/index.ts';
import { severityPanel } from './severity/index.ts';

registerToolkit();

let model: PageModel | null = null;
let page: Page | null = null;

const host = connectHost<ToHost, ToPage>(message => {
  if (message.t === 'press') keys.pressed(message.what);
  else if (message.t === 'state') show(message.state, message.revision);
});

const keys = new Keys(what => page?.press(what));

function show(state: EditorState, revision: number): void {
  if (!model) {
    model = new PageModel(state, {
      ask: message => host.ask(message),
      problem: sentence => page?.problem(sentence),
      check: checkAdvisory,
    });
    page = new Page(document.querySelector('#page')!, model, {
      severity: severityPanel,
      advisory: fieldsPanel,
      discussion: discussionPanel,
      preview: model => previewPanel(model, { beside: false }),
      beside: model => previewPanel(model, { beside: true }),
    });
  }
  model.receive(state, revision);
}

host.ask({ t: 'ready' }).catch((error: Error) => page?.problem(error.message));
