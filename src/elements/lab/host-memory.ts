import type { HostChoice } from './hosts.ts';

const KEY = 'handshake-host';

/** The host that a lab begins with: the learner's last choice, else the site's (`PUBLIC_DEFAULT_HOST`), else the embedded one. */
export function firstHost(): HostChoice {
  const wanted: unknown = remembered() ?? import.meta.env['PUBLIC_DEFAULT_HOST'];
  return wanted === 'webcontainer' ? 'webcontainer' : 'embedded';
}

/** Keeps the choice for the next visit; `null` forgets it. Where storage is blocked the choice lasts as long as the page. */
export function rememberHost(choice: HostChoice | null): void {
  try {
    if (choice === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, choice);
  } catch {
    // Nothing depends on it.
  }
}

function remembered(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
