import { toJavaScript } from '../../src/runtime/machine/plain-node.ts';
import { openWebContainerSandbox } from '../../src/sandbox/webcontainer/webcontainer-sandbox.ts';
import { SandboxInPage } from '../runtime/sandbox-in-page.ts';

// Opens the page's WebContainer as the lab does, without the comparison that the lab makes first.
window.sandboxInPage = new SandboxInPage(async () => {
  const packages = await (await fetch('/sandbox-packages.json')).json();
  return openWebContainerSandbox({ packages, toJavaScript });
});
