import type { FileSystemTree } from '@webcontainer/api';
import type { Files } from '../../files/files.ts';

/** A project as the package's `mount` takes it: folders within folders. */
export function treeOf(files: Files): FileSystemTree {
  const top: FileSystemTree = {};
  for (const [path, contents] of Object.entries(files)) {
    const folders = path.split('/');
    const name = folders.pop() ?? path;
    folders.reduce(folderIn, top)[name] = { file: { contents } };
  }
  return top;
}

function folderIn(parent: FileSystemTree, name: string): FileSystemTree {
  const found = parent[name];
  if (found && 'directory' in found) return found.directory;
  const directory: FileSystemTree = {};
  parent[name] = { directory };
  return directory;
}
