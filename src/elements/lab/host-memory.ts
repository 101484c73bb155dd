import type { HostChoice } from './hosts.ts';

const KEY = 'handshake-host';

/** The host that a lab begins with: the learner's last choice, else the site's (`PUBLIC_DEFAULT_HOST`), else the embedded one. */
export function firstHost(): HostChoice {
  const wanted: unknown = remembered() ?? import.meta.env['PUBLIC_DEFAULT_HOST'];
  return wanted === 'webcontainer' ? 'webcontainer' : 'embedded';
}

let forgetting: ReturnType<typeof setTimeout> | undefined;

/**
 * Keeps the choice for the next visit; `null` forgets it, a second later: a page that is being left ends its own requests, and a boot that
 * failed of that says nothing against the host. Where storage is blocked the choice lasts as long as the page.
 */
export function rememberHost(choice: HostChoice | null): void {
  clearTimeout(forgetting);
  if (choice === null) forgetting = setTimeout(keep, 1000, null);
  else keep(choice);
}

function keep(choice: HostChoice | null): void {
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
