#!/usr/bin/env node
// `npx course check`: what `npm run course -- check` does.
process.argv.splice(2, 0, 'course');
await import('./handshake.mjs');
