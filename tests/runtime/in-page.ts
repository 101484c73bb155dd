import { openFrameSandbox } from '../../src/sandbox/embedded/frame-sandbox.ts';
import { SandboxInPage } from './sandbox-in-page.ts';

// Opens the frame as the site does.
window.sandboxInPage = new SandboxInPage(openFrameSandbox);
