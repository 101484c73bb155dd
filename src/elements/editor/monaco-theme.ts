import { editor } from 'monaco-editor/editor';

const NAME = 'handshake';
let follows = false;

/** Gives the editor the page's own colours, now and whenever the page's scheme changes. Returns the theme's name. */
export function followPageTheme(): string {
  if (!follows) {
    follows = true;
    define();
    const again = () => requestAnimationFrame(define);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', again);
    new MutationObserver(again).observe(document.documentElement, {
      attributes: true,
      attributeFilter: ['data-theme'],
    });
  }
  return NAME;
}

function define(): void {
  const colour = pageColours();
  const rule = (token: string, name: string, fontStyle = '') => ({
    token,
    foreground: colour(name).slice(1),
    fontStyle,
  });
  editor.defineTheme(NAME, {
    base: isDark() ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      rule('', '--ink'),
      rule('keyword', '--code-k'),
      rule('string', '--code-s'),
      rule('regexp', '--code-s'),
      rule('comment', '--code-c', 'italic'),
      rule('number', '--code-n'),
      rule('type', '--code-t'),
      rule('delimiter', '--ink'),
    ],
    colors: {
      'editor.background': colour('--sheet'),
      'editor.foreground': colour('--ink'),
      'editorLineNumber.foreground': colour('--ink-2'),
      'editorLineNumber.dimmedForeground': colour('--ink-2'),
      'editorLineNumber.activeForeground': colour('--ink'),
      'editorCursor.foreground': colour('--ink'),
      'editor.lineHighlightBackground': colour('--well'),
      'editor.lineHighlightBorder': colour('--well'),
      'editor.selectionBackground': `${colour('--act')}44`,
      'editor.inactiveSelectionBackground': `${colour('--act')}22`,
      'editorWidget.background': colour('--sheet'),
      'editorWidget.border': colour('--line-2'),
      'editorSuggestWidget.selectedBackground': `${colour('--act')}33`,
      'editorSuggestWidget.selectedForeground': colour('--ink'),
      'editorHoverWidget.background': colour('--sheet'),
      'editorError.foreground': colour('--refuse'),
      'editorGutter.background': colour('--sheet'),
      focusBorder: colour('--act'),
    },
  });
  editor.setTheme(NAME);
}

function isDark(): boolean {
  const chosen = document.documentElement.dataset['theme'];
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

// The tokens are in oklch and light-dark(); the editor takes `#rrggbb`. A canvas turns one into the other.
function pageColours(): (name: string) => string {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  const style = getComputedStyle(probe);
  const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const read = (name: string) => {
    probe.style.color = `var(${name})`;
    if (!context) return '#808080';
    context.fillStyle = style.color;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
    return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
  };
  queueMicrotask(() => probe.remove());
  return read;
}
