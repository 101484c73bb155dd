import type { Files } from '../../files/files.ts';
import type { EditorOptions, Mark, Place } from './editor.ts';
import { breakLine, indent, outdent, type Replacement } from './indent.ts';
import { requireFile, type Surface, stillThere } from './surface.ts';
import { paintLines } from './underlay.ts';

/**
 * The text area that the page was served with, over its own text in colours. Tab indents; Escape, then Tab, leaves.
 * `box` is the served `.editor` element: a `pre.code` and a `textarea`.
 */
export function createPlainEditor(box: HTMLElement, options: EditorOptions): Surface {
  const area = box.querySelector('textarea');
  const underlay = box.querySelector('pre code');
  if (!area || !underlay) throw new Error('expected a textarea and a pre with code in the editor, found less');
  let files: Files = options.files;
  let path = options.path;
  let marks: readonly Mark[] = [];
  let leaving = false;
  const life = new AbortController();
  const on = <K extends keyof HTMLElementEventMap>(type: K, act: (event: HTMLElementEventMap[K]) => void) =>
    area.addEventListener(type, act, { signal: life.signal });
  const paint = () =>
    paintLines(
      underlay,
      area.value,
      marks.filter((mark) => mark.path === path),
    );

  // What was typed before this script came counts as an edit; the caret stays where it is.
  const early = box.hasAttribute('data-live') || area.value === area.defaultValue ? undefined : area.value;
  if (early !== undefined) files = { ...files, [path]: early };
  show(path);
  if (early !== undefined) take(early);
  box.setAttribute('data-live', '');

  function show(next: string): void {
    path = next;
    const text = requireFile(files, path);
    if (area && area.value !== text) area.value = text;
    area?.setAttribute('aria-label', `${path}, code`);
    if (area) area.readOnly = options.readOnly?.(path) ?? false;
    box.dataset['path'] = path;
    paint();
  }

  function take(text: string): void {
    if (area && area.value !== text) area.value = text;
    files = { ...files, [path]: text };
    paint();
    options.onEdit(path, text);
  }

  function replace({ from, to, text, start, end }: Replacement): void {
    if (!area || area.readOnly) return;
    area.setSelectionRange(from, to);
    // The only way to change a text area that the browser's own undo knows of.
    const done = text ? document.execCommand('insertText', false, text) : document.execCommand('delete');
    if (!done) area.setRangeText(text, from, to, 'end');
    area.setSelectionRange(start, end);
    if (!done) take(area.value);
  }

  on('input', () => take(area.value));
  on('compositionstart', () => box.setAttribute('data-composing', ''));
  on('compositionend', () => box.removeAttribute('data-composing'));
  on('blur', () => {
    leaving = false;
  });
  on('keydown', (event) => {
    const at = { text: area.value, start: area.selectionStart, end: area.selectionEnd };
    if (event.isComposing || event.altKey) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      options.onRun?.();
    } else if (event.key === 'Escape') {
      leaving = true;
    } else if (event.key === 'Tab' && !leaving && !area.readOnly && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      replace(event.shiftKey ? outdent(at) : indent(at));
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      replace(breakLine(at));
    } else if (event.key !== 'Tab' && event.key !== 'Shift') {
      leaving = false;
    }
  });

  return {
    get path() {
      return path;
    },
    get files() {
      return files;
    },
    get marks() {
      return marks;
    },
    get view() {
      return {
        start: area.selectionStart,
        end: area.selectionEnd,
        scrollTop: box.scrollTop,
        scrollLeft: box.scrollLeft,
        focused: document.activeElement === area,
      };
    },
    open(next, at) {
      show(next);
      if (at) place(area, box, at);
      else box.scrollTo(0, 0);
    },
    setFiles(next) {
      files = next;
      show(stillThere(files, path));
    },
    mark(next) {
      marks = next;
      paint();
    },
    focus: () => area.focus(),
    dispose: () => life.abort(),
  };
}

function place(area: HTMLTextAreaElement, box: HTMLElement, { line, column = 1 }: Place): void {
  const before = area.value.split('\n').slice(0, line - 1);
  const offset = before.reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
  area.setSelectionRange(offset, offset);
  const height = Number.parseFloat(getComputedStyle(area).lineHeight);
  box.scrollTo({ top: Math.max(0, (line - 3) * height) });
}
