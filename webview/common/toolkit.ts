/**
 * The only import of the webview toolkit. Its upstream is archived; to replace it, replace this file: whatever
 * defines these five elements will do.
 */
import {
  Dropdown,
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';

/** Defines `vscode-button`, `vscode-checkbox`, `vscode-dropdown`, `vscode-option` and `vscode-text-field`. */
export function registerToolkit(): void {
  lettersOnly();
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeCheckbox(),
    vsCodeDropdown(),
    vsCodeOption(),
    vsCodeTextField(),
  );
}

/** What we use of the elements that carry a value. */
export interface ValueElement extends HTMLElement {
  value: string;
  disabled: boolean;
}

export interface CheckElement extends HTMLElement {
  checked: boolean;
  disabled: boolean;
}

/**
 * A drop-down takes every letter for a search in its options, also that of Ctrl+S: it would change its value and the
 * page would save that (seen). With a modifier a letter is a key of the page or of VS Code.
 */
function lettersOnly(): void {
  const { keydownHandler } = Dropdown.prototype;
  Dropdown.prototype.keydownHandler = function (this: Dropdown, event: KeyboardEvent) {
    if (event.key.length === 1 && (event.ctrlKey || event.metaKey || event.altKey)) return true;
    return keydownHandler.call(this, event);
  };
}
