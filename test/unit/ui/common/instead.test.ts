import assert from 'node:assert/strict';
import {
  insteadNow,
  keptInstead,
  nothingInstead,
  settingsInstead,
} from '../../../../src/ui/common/instead.ts';
import { practiceSettings } from '../../../../src/ui/practice/settings.ts';

describe('the settings of a window that practises', () => {
  beforeEach(nothingInstead);
  after(nothingInstead);

  it('are kept in that window only, and outlive its practice GitHub', () => {
    settingsInstead(practiceSettings(null));
    assert.ok(keptInstead('preview.beside', false));
    settingsInstead(practiceSettings(null));
    assert.equal(insteadNow()?.['preview.beside'], false);
    assert.equal(insteadNow()?.['publicClones'] !== undefined, true);
  });

  it('are the user’s own everywhere else', () => {
    assert.equal(keptInstead('preview.beside', false), false);
    assert.equal(insteadNow(), null);
  });
});
