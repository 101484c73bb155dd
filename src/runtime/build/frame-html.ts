import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { leanSucrase } from './lean-sucrase.ts';
import { bundle, programScript } from './program-script.ts';

/**
 * The sandboxed frame as one HTML file. Its policy is the boundary of everything that runs in it: no network, no storage,
 * no other document; scripts are this one and those that it makes itself (`blob:`).
 */
export async function frameHtml(): Promise<string> {
  const program = await programScript('web-worker');
  const script = inElement(
    await bundle(join(import.meta.dirname, '..', 'frame', 'frame.ts'), { plugins: [leanSucrase] }),
  );
  const hash = createHash('sha256').update(script).digest('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${hash}' 'wasm-unsafe-eval' blob:`,
    'worker-src blob:',
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<title>Sandbox</title>',
    '</head>',
    '<body>',
    `<script type="text/plain" id="program">${inElement(program)}</script>`,
    `<script>${script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** Text that ends no script element early (HTML §4.12.1.3); in JavaScript the escapes mean the same. */
function inElement(script: string): string {
  return script.replace(/<(?=\/script|!--|script)/gi, '\\x3c');
}
