import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jsonSchemas } from '../lesson/json-schemas.ts';

/** Where the schemas lie, from the engine's folder. */
const schemasFolder = 'src/lesson/json-schema';

/** `course schemas`: writes the JSON Schemas that editors complete YAML with. */
export async function schemasCommand(engineDir: string): Promise<number> {
  await mkdir(join(engineDir, schemasFolder), { recursive: true });
  for (const [name, text] of Object.entries(jsonSchemas())) {
    await writeFile(join(engineDir, schemasFolder, name), text);
    console.log(`wrote ${schemasFolder}/${name}`);
  }
  return 0;
}
