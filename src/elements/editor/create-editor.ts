import type { Editor, EditorOptions } from './editor.ts';
import { mayLoadMore } from './intent.ts';
import { createPlainEditor } from './plain-editor.ts';
import type { Surface } from './surface.ts';

/**
 * The editor of a lab, over the served `.editor` element: at once a text area, then Monaco, as soon as it has come (never on
 * narrow screens). Make it when somebody wants to edit: it costs a megabyte. Where Monaco cannot be had the text area stays.
 */
export function createEditor(box: HTMLElement, options: EditorOptions): Editor {
  const life = new AbortController();
  const host = document.createElement('div');
  host.className = 'editor-monaco';
  let surface: Surface = createPlainEditor(box, options);
  if (mayLoadMore()) void takeOver();

  async function takeOver(): Promise<void> {
    try {
      const { createMonacoEditor, prepareTypeScript } = await import('./monaco-editor.ts');
      await prepareTypeScript();
      await endOfComposition(box);
      if (life.signal.aborted) return;
      // From here on nothing waits, so that no key is lost between the two.
      const plain = surface;
      const { files, path, marks, view } = plain;
      box.append(host);
      surface = createMonacoEditor(host, { ...options, files, path }, { marks, view });
      plain.dispose();
      box.setAttribute('data-monaco', '');
    } catch (error) {
      host.remove();
      console.warn('The larger editor could not be loaded; the text area stays.', error);
    }
  }

  return {
    get path() {
      return surface.path;
    },
    get files() {
      return surface.files;
    },
    open: (path, at) => surface.open(path, at),
    setFiles: (files) => surface.setFiles(files),
    mark: (marks) => surface.mark(marks),
    focus: () => surface.focus(),
    dispose() {
      life.abort();
      const area = box.querySelector('textarea');
      if (area) area.value = surface.files[surface.path] ?? '';
      surface.dispose();
      host.remove();
      box.removeAttribute('data-monaco');
    },
  };
}

/** Resolves when no input method is in the middle of a word in the text area. */
function endOfComposition(box: HTMLElement): Promise<void> {
  if (!box.hasAttribute('data-composing')) return Promise.resolve();
  return new Promise((resolve) => box.addEventListener('compositionend', () => resolve(), { once: true }));
}
