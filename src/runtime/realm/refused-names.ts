import { notOffered } from '../overrides/not-offered.ts';
import type { Realm } from './realm.ts';

/** Functions of Node that nothing here can carry out: each throws an error that names it, and what to do instead. */
const ofProcess: Readonly<Record<string, string>> = {
  loadEnvFile: 'the environment is given by the exercise',
  execve: 'run the course on your own machine to start processes',
  setSourceMapsEnabled: 'types are erased in place, so lines are those of the source',
  ...Object.fromEntries(
    ['initgroups', 'setgroups', 'setegid', 'seteuid', 'setgid', 'setuid'].map((name) => [name, 'there is one user']),
  ),
};

/** Puts them where Node has them. */
export function refuseNames(realm: Realm): void {
  for (const [name, instead] of Object.entries(ofProcess)) {
    realm.process[name] = () => {
      throw notOffered(`process.${name}()`, instead);
    };
  }
  const buffer = realm.require('buffer') as { transcode?: unknown };
  buffer.transcode ??= () => {
    throw notOffered('buffer.transcode()', 'use buffer.toString(encoding) and Buffer.from(text, encoding)');
  };
}
