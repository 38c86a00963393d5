/** Does git take it for a branch's name? The rules of `git check-ref-format`, and those of `git branch`. */
export function isBranchName(name: string): boolean {
  return !(
    name === '' ||
    name === 'HEAD' ||
    name.length > 200 ||
    name.startsWith('-') ||
    /[\0-\x20\x7f~^:?*[\\]|\.\.|@\{|\/\/|^\/|\/$|\.$|^@$/.test(name) ||
    name.split('/').some(part => part.startsWith('.') || part.endsWith('.lock'))
  );
}
