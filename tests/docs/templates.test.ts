import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { engineDir } from '../cli/run-course.ts';
import { openRegistry, type Registry } from './registry.ts';
import { walk } from './walk.ts';

const page = readFileSync(join(engineDir, 'docs/templates.md'), 'utf8');

describe.skipIf(process.platform === 'win32')('the walk of docs/templates.md', () => {
  let folder: string;
  let registry: Registry;
  afterAll(async () => {
    await registry.close();
    await rm(folder, { recursive: true });
  });
  walk(page, {
    ports: [8080],
    variables: async (ports) => {
      folder = await mkdtemp(join(tmpdir(), 'registry-'));
      registry = await openRegistry('ws', folder);
      return {
        PORT: String(ports.get(8080)),
        npm_config_registry: registry.url,
        npm_config_cache: join(folder, 'cache'),
        npm_config_audit: 'false',
      };
    },
  });
});

describe('docs/templates.md', () => {
  it('lists every template of the engine, as it describes itself', () => {
    const told = [...page.matchAll(/^\| `([\w-]+)` *\| (.*?) *\|$/gm)].map(([, name = '', what = '']) => [name, what]);
    const folder = join(engineDir, 'sandbox-templates');
    const names = readdirSync(folder).filter((name) => name !== 'probe' && name !== 'harness');
    const described = names.map((name) => [
      name,
      JSON.parse(readFileSync(join(folder, name, 'package.json'), 'utf8')).description,
    ]);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(described));
  });
});
