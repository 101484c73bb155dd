import './monaco-features.ts';
import { KeyCode, KeyMod, editor as monaco, Uri } from 'monaco-editor/editor';
import type { Files } from '../../files/files.ts';
import type { EditorOptions, Mark } from './editor.ts';
import { followPageTheme } from './monaco-theme.ts';
import { requireFile, type Surface, stillThere, type View } from './surface.ts';

const LANGUAGES: Readonly<Record<string, string>> = {
  ts: 'typescript',
  mts: 'typescript',
  js: 'javascript',
  mjs: 'javascript',
};
const NOTHING_OPEN =
  '!suggestWidgetVisible && !findWidgetVisible && !parameterHintsVisible && !markersNavigationVisible && !inSnippetMode';
let count = 0;

export { prepareTypeScript } from './monaco-types.ts';

/** Monaco in `host`, with a model for each file, in the page's colours; `begin` says where another surface left off. */
export function createMonacoEditor(
  host: HTMLElement,
  options: EditorOptions,
  begin: { readonly marks: readonly Mark[]; readonly view: View },
): Surface {
  const root = `file:///lab-${++count}/`;
  const models = new Map<string, monaco.ITextModel>();
  const decorations = new Map<string, string[]>();
  let path = options.path;
  let marks = begin.marks;
  let silent = false;

  const editor = monaco.create(host, {
    model: null,
    theme: followPageTheme(),
    automaticLayout: true,
    fixedOverflowWidgets: true,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--mono'),
    fontLigatures: false,
    fontSize: 14,
    guides: { indentation: false },
    lineDecorationsWidth: 6,
    lineHeight: 24,
    lineNumbersMinChars: 5,
    minimap: { enabled: false },
    overviewRulerLanes: 0,
    padding: { top: 14, bottom: 14 },
    renderLineHighlight: 'line',
    scrollBeyondLastLine: false,
    scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
    showUnused: false,
    stickyScroll: { enabled: false },
    tabSize: 2,
  });

  setFiles(options.files);
  const first = models.get(path);
  show(path);
  if (first) {
    const [from, to] = [first.getPositionAt(begin.view.start), first.getPositionAt(begin.view.end)];
    editor.setSelection({
      startLineNumber: from.lineNumber,
      startColumn: from.column,
      endLineNumber: to.lineNumber,
      endColumn: to.column,
    });
  }
  editor.setScrollPosition({ scrollTop: begin.view.scrollTop, scrollLeft: begin.view.scrollLeft });
  paint();
  letTabLeaveAfterEscape();
  editor.addCommand(KeyMod.CtrlCmd | KeyCode.Enter, () => options.onRun?.());
  if (begin.view.focused) editor.focus();

  function setFiles(files: Files): void {
    for (const [gone, model] of models) {
      if (Object.hasOwn(files, gone)) continue;
      model.dispose();
      models.delete(gone);
    }
    silent = true;
    for (const [name, text] of Object.entries(files)) {
      const model = models.get(name);
      if (!model) models.set(name, createModel(name, text));
      else if (model.getValue() !== text)
        model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
    }
    silent = false;
  }

  function createModel(name: string, text: string): monaco.ITextModel {
    const language = LANGUAGES[name.slice(name.lastIndexOf('.') + 1)] ?? 'plaintext';
    const model = monaco.createModel(text, language, Uri.parse(root + name));
    model.updateOptions({
      tabSize: 2,
      insertSpaces: true,
      // Colours mean something here; those of brackets would mean nothing. Each model has the choice of its own.
      bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
    });
    model.onDidChangeContent(() => {
      if (!silent) options.onEdit(name, model.getValue());
    });
    return model;
  }

  function show(name: string): void {
    const model = models.get(name);
    if (!model) return;
    path = name;
    editor.setModel(model);
    editor.updateOptions({
      readOnly: options.readOnly?.(name) ?? false,
      ariaLabel: `${name}, code. Press Escape, then Tab, to leave the editor.`,
    });
  }

  function paint(): void {
    for (const [name, model] of models) {
      const own = marks.filter((mark) => mark.path === name && mark.line <= model.getLineCount());
      const painted = own.map(({ line, kind, says }) => ({
        range: { startLineNumber: line, startColumn: 1, endLineNumber: line, endColumn: model.getLineMaxColumn(line) },
        options: {
          isWholeLine: true,
          className: `mark-${kind}`,
          hoverMessage: { value: says },
          after: { content: `  ${says}`, inlineClassName: 'mark-says' },
        },
      }));
      decorations.set(name, model.deltaDecorations(decorations.get(name) ?? [], painted));
    }
  }

  // Tab indents; after Escape it moves on, as in the text area, until something else is typed or the focus leaves.
  function letTabLeaveAfterEscape(): void {
    editor.addCommand(KeyCode.Escape, () => editor.updateOptions({ tabFocusMode: true }), NOTHING_OPEN);
    editor.onKeyDown(({ keyCode }) => {
      const stays = [KeyCode.Tab, KeyCode.Escape, KeyCode.Shift].includes(keyCode);
      if (!stays) editor.updateOptions({ tabFocusMode: false });
    });
    editor.onDidBlurEditorWidget(() => editor.updateOptions({ tabFocusMode: false }));
  }

  return {
    get path() {
      return path;
    },
    get files() {
      return Object.fromEntries([...models].map(([name, model]) => [name, model.getValue()]));
    },
    get marks() {
      return marks;
    },
    get view() {
      const model = editor.getModel();
      const selection = editor.getSelection();
      return {
        start: selection && model ? model.getOffsetAt(selection.getStartPosition()) : 0,
        end: selection && model ? model.getOffsetAt(selection.getEndPosition()) : 0,
        scrollTop: editor.getScrollTop(),
        scrollLeft: editor.getScrollLeft(),
        focused: editor.hasWidgetFocus(),
      };
    },
    open(name, at) {
      requireFile(this.files, name);
      show(name);
      if (!at) return;
      editor.setPosition({ lineNumber: at.line, column: at.column ?? 1 });
      editor.revealLineInCenterIfOutsideViewport(at.line);
    },
    setFiles(files) {
      setFiles(files);
      show(stillThere(files, path));
      paint();
    },
    mark(next) {
      marks = next;
      paint();
    },
    focus: () => editor.focus(),
    dispose() {
      editor.dispose();
      for (const model of models.values()) model.dispose();
    },
  };
}
