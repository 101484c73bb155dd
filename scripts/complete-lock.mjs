// Run after every change of dependencies: `node scripts/complete-lock.mjs`. A registry that does not show a package's builds for
// other systems makes npm leave them out of the lock, and `npm ci` then refuses that lock. This adds them: os, cpu and libc
// are in their names, the version is the one that the package asks for.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const SYSTEM = /darwin|linux|win32|freebsd|openbsd|netbsd|android|openharmony|aix|sunos/;
const PROCESSOR = /arm64|x64|ia32|ppc64|riscv64|s390x|loong64|mips64el|wasm32|arm(?=-|$)/;

/** Lists the optional dependencies that the lock names and does not hold, as `{ name, version, dev }`. */
export function missingOptional({ packages }) {
  return Object.entries(packages).flatMap(([path, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name, range]) => /^\d+\.\d+\.\d+/.test(range) && !resolves(packages, path, name))
      .map(([name, version]) => ({ name, version, dev: entry.dev === true })),
  );
}

// As Node does: in the package's own node_modules, then in each folder above.
function resolves(packages, path, name) {
  for (let folder = path; folder; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (packages[`${folder}/node_modules/${name}`]) return true;
  }
  return Boolean(packages[`node_modules/${name}`]);
}

function entry({ name, version, dev }) {
  const os = SYSTEM.exec(name)?.[0];
  const cpu = PROCESSOR.exec(name)?.[0];
  const libc = name.includes('-musl') ? 'musl' : /linux.*-gnu/.test(name) ? 'glibc' : undefined;
  return {
    version,
    ...(cpu && { cpu: [cpu] }),
    ...(dev && { dev }),
    ...(libc && { libc: [libc] }),
    optional: true,
    ...(os && { os: [os] }),
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const file = 'package-lock.json';
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = missingOptional(lock);
  for (const found of missing) lock.packages[`node_modules/${found.name}`] = entry(found);
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${missing.length} packages for other systems added to ${file}`);
}
