import type { Override, Realm } from '../realm/realm.ts';
import table from '../tables/surface.json' with { type: 'json' };
import { notOffered } from './not-offered.ts';

/** Names of functions and classes that the pinned Node exports, by module (made by make-tables.ts). */
const surface: Readonly<Record<string, readonly string[]>> = table;

/**
 * Completes a module of ours to all that Node's exports, so that an import of it links and a call of what is missing names
 * what is not offered and what to use instead. Listed are functions and classes; constants that are missing stay missing.
 */
export function wholeSurface(id: string, instead: string, make: Override): Override {
  return (realm: Realm) => {
    const module = make(realm) as Record<string, unknown>;
    for (const name of surface[id] ?? []) {
      if (name in module) continue;
      const refuse = (): never => {
        throw notOffered(`${id}.${name}()`, instead);
      };
      Object.defineProperty(refuse, 'name', { value: name });
      module[name] = refuse;
    }
    return module;
  };
}
