import { sep } from 'node:path';
import { isRunnableDevEnvironment, type Plugin } from 'vite';
import { LessonsFault } from '../lesson/fault.ts';
import { type Places, readLessons, templateFolders } from '../lesson/read-lessons.ts';

/**
 * While authors work (`dev`): a saved file of the course reloads the page, which keeps its place. A course with faults does not replace the
 * page: their lines, as `course check` prints them, are laid over it until they are mended.
 */
export function courseReload(places: Places): Plugin {
  const folders = [places.courseDir, ...templateFolders(places)].map((folder) => `${folder}${sep}`);
  return {
    name: 'course-reload',
    apply: 'serve',
    configureServer(server) {
      server.watcher.add(folders);
    },
    hotUpdate: {
      order: 'pre',
      async handler({ file, type, modules, timestamp }) {
        const { environment } = this;
        if (!folders.some((folder) => `${file}`.startsWith(folder.replaceAll('\\', '/')))) return undefined;
        if (environment.name === 'client') {
          const { faults } = await readLessons(places);
          environment.hot.send(
            faults.length === 0
              ? { type: 'full-reload' }
              : { type: 'error', err: { message: new LessonsFault(faults).message, stack: '' } },
          );
          return [];
        }
        // A file that is new or gone changes which pages there are: the modules that list them are made anew as usual.
        if (type !== 'update') return undefined;
        for (const module of modules) {
          environment.moduleGraph.invalidateModule(module, undefined, timestamp, true);
          if (!isRunnableDevEnvironment(environment) || module.id === null) continue;
          const evaluated = environment.runner.evaluatedModules.getModuleById(module.id);
          if (evaluated) environment.runner.evaluatedModules.invalidateModule(evaluated);
        }
        return [];
      },
    },
  };
}
