import type { Programs } from '../../attempt/programs.ts';

const probe = import.meta.glob<string>(['../../../sandbox-templates/probe/**/*', '!**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});
const harness = import.meta.glob<string>(['../../../sandbox-templates/harness/**/*', '!**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The sources of probe and harness, as they lie in sandbox-templates/. */
export const programs: Programs = { probe: below('probe', probe), harness: below('harness', harness) };

function below(folder: string, files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const top = `sandbox-templates/${folder}/`;
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path.slice(path.indexOf(top) + top.length), text]),
  );
}
