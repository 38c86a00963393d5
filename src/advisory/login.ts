/** GitHub's rule for logins, old ones ending in `-` too; those that an enterprise manages end in `_short`. */
const rule = /^[a-z\d][a-z\d-]*(?:_[a-z\d]+)?$/i;

/** May this be the login of a person on GitHub? Others' lists, records and answers may hold anything. */
export function isLogin(text: string): boolean {
  return text.length <= 39 && rule.test(text);
}

/** The page of an account (`name[bot]` is an app) at GitHub's web address; null for no login: it would be another page. */
export function profileUrl(web: string, login: string): string | null {
  const app = /^(.{1,100})\[bot\]$/.exec(login)?.[1];
  if (!isLogin(app ?? login)) return null;
  return `${web.replace(/\/+$/, '')}/${app === undefined ? '' : 'apps/'}${login.replace(/\[bot\]$/, '')}`;
}
