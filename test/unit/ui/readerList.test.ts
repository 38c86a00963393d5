import assert from 'node:assert/strict';
import { readersWarning } from '../../../src/ui/embargo/readerList.ts';

describe('extensions that read what a window shows', () => {
  const extension = (id: string, isActive: boolean, displayName?: string) => ({
    id,
    isActive,
    packageJSON: displayName === undefined ? {} : { displayName },
  });

  it('are named, once they are active', () => {
    assert.equal(
      readersWarning([
        extension('GitHub.copilot', true, 'GitHub Copilot'),
        extension('ms-vsliveshare.vsliveshare', true),
        extension('codeium.codeium', false, 'Codeium'),
        extension('vscode.git', true, 'Git'),
      ]),
      'GitHub Copilot, ms-vsliveshare.vsliveshare may read what this window shows. Switch them off while you handle embargoed texts.',
    );
  });

  it('are nobody else', () => {
    assert.equal(
      readersWarning([extension('vscode.git', true, 'Git'), extension('GitHub.copilot', false)]),
      null,
    );
  });
});
