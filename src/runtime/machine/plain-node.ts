import { parse } from 'es-module-lexer/js';
import { transform } from 'sucrase';

/**
 * Makes a project runnable by a Node that strips no types: every `a.ts` becomes `a.js`, its types erased and its lines kept, and so
 * do the relative imports of it. A file that cannot be parsed stays as it is, under its new name, so that Node itself tells the error.
 */
export function toJavaScript(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) =>
      path.endsWith('.ts') ? [renamed(path), javaScriptOf(text)] : [path, text],
    ),
  );
}

function javaScriptOf(text: string): string {
  try {
    const { code } = transform(text, {
      transforms: ['typescript'],
      disableESTransforms: true,
      keepUnusedImports: true,
    });
    return withRenamedImports(code);
  } catch {
    return text;
  }
}

// From the end, so that the places of the imports before stay true.
function withRenamedImports(code: string): string {
  const [imports] = parse(code);
  return imports.reduceRight((text, { specifier, start, end }) => {
    if (!specifier || !/^\.{1,2}\/.*\.ts$/.test(specifier)) return text;
    return text.slice(0, start) + text.slice(start, end).replace(specifier, renamed(specifier)) + text.slice(end);
  }, code);
}

function renamed(path: string): string {
  return path.replace(/\.ts$/, '.js');
}
