import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const inMonaco = /[\\/]monaco-editor[\\/]esm[\\/]vs[\\/]/;
const sheetPrefix = '\0monaco-sheet:';
const constructedStyle = fileURLToPath(new URL('../elements/editor/constructed-style.ts', import.meta.url));

// What a server's code may name: the language itself. Leaves out the DOM, workers' globals, Windows Script Host, and the sums of all.
const keptLibrary = /^lib\.(?!dom|webworker|scripthost|.*full)/;

/** What monaco-editor 0.57 needs from the bundler before it fits a page with a strict policy and few bytes. */
export function monaco(): Plugin {
  return {
    name: 'handshake:monaco',
    enforce: 'pre',
    async resolveId(id, importer) {
      if (!importer || !inMonaco.test(importer) || !id.endsWith('.css')) return undefined;
      const found = await this.resolve(id, importer, { skipSelf: true });
      return found && `${sheetPrefix}${found.id}.js`;
    },
    load(id) {
      return id.startsWith(sheetPrefix) ? constructedSheet(id.slice(sheetPrefix.length, -'.js'.length)) : undefined;
    },
    async transform(code, id) {
      const path = id.replace(/\?.*$/, '');
      if (!inMonaco.test(path)) return undefined;
      if (/internal[\\/]common[\\/]workers\.js$/.test(path)) return rewritten(withoutBareImports(code));
      if (/base[\\/]browser[\\/]domStylesheets\.js$/.test(path)) return rewritten(withConstructedStyles(code));
      if (/typescript[\\/]lib[\\/]lib\.js$/.test(path)) return rewritten(await keptLibraries(code));
      return undefined;
    },
  };
}

const rewritten = (code: string) => ({ code, map: null });

// Astro links the style sheets of whatever a page could load, even lazily: 175 kB. As constructed sheets they come with the editor.
function constructedSheet(file: string): string {
  return `import css from ${JSON.stringify(`${file}?inline`)};
const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
document.adoptedStyleSheets.push(sheet);`;
}

// Every language service imports this module, and with it all features of the editor: keep those that monaco-editor.ts names.
function withoutBareImports(code: string): string {
  return code.replace(/^import '[^']+';$/gm, '');
}

// All of the editor's own styles are made in one place. A strict `style-src` refuses text in a style element, not a constructed sheet.
function withConstructedStyles(code: string): string {
  const made = "document.createElement('style')";
  if (code.split(made).length !== 2) {
    throw new Error(
      `monaco-editor: expected ${made} once in domStylesheets.js; read its new version and mend src/site-build/monaco.ts`,
    );
  }
  return `import { createStyleElement } from ${JSON.stringify(constructedStyle)};\n${code.replace(made, 'createStyleElement()')}`;
}

// The TypeScript worker carries 100 library files, as one object of name → text.
async function keptLibraries(code: string): Promise<string> {
  const module: { readonly libFileMap?: Readonly<Record<string, string>> } = await import(
    /* @vite-ignore */ `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`
  );
  const libraries = Object.entries(module.libFileMap ?? {});
  const kept = libraries.filter(([name]) => keptLibrary.test(name));
  if (kept.length === 0 || kept.length === libraries.length) {
    throw new Error(
      'monaco-editor: expected lib.dom.d.ts among others in libFileMap; read its new version and mend src/site-build/monaco.ts',
    );
  }
  return `export const libFileMap = ${JSON.stringify(Object.fromEntries(kept))};`;
}
