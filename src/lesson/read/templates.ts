import { join } from 'node:path';
import type { Template } from '../course.ts';
import type { Fault } from '../fault.ts';
import { templateSchema } from '../schema.ts';
import { conform } from './conform.ts';
import { faultAt, nameFrom } from './desk.ts';
import { foldersIn, readFiles } from './folder.ts';
import { readYaml } from './source.ts';

/** Programs of the engine that lie beside the templates and are none. */
const programs = new Set(['probe', 'harness']);

/** Every template below the folders, by name; an earlier folder's template hides a later one's of the same name. */
export async function readTemplates(
  root: string,
  folders: readonly string[],
  report: (...faults: Fault[]) => void,
): Promise<ReadonlyMap<string, Template>> {
  const templates = new Map<string, Template>();
  for (const folder of folders) {
    for (const name of await foldersIn(folder)) {
      if (programs.has(name) || templates.has(name)) continue;
      const files = await readFiles(join(folder, name));
      const file = nameFrom(root, join(folder, name, 'package.json'));
      const manifest = files['package.json'];
      if (manifest === undefined) {
        report(faultAt(file, 'a package.json with name, description and "type": "module"', 'no such file', 'write it'));
        continue;
      }
      const { source, faults } = readYaml(file, manifest);
      const { value, faults: more } = faults.length > 0 ? { faults } : conform(templateSchema, source);
      report(...more);
      if (value && value.name !== name) {
        report(
          faultAt(
            file,
            `the name of its folder, "${name}"`,
            `"${value.name}"`,
            'rename one of them',
            source.place(['name']),
          ),
        );
      }
      if (value) templates.set(name, { name, title: value.description, files });
    }
  }
  return templates;
}
