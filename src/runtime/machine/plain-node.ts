import { parse } from 'es-module-lexer/js';
import { transform } from 'sucrase';
import type { SourceError } from '../protocol.ts';
import { findUnsupportedSyntax } from './erasable-syntax.ts';

/**
 * Makes a project runnable by a Node that strips no types: every `a.ts` becomes `a.js`, its types erased and its lines kept, and so
 * do the relative imports of it. A file that cannot be parsed stays as it is, under its new name, so that Node itself tells the error;
 * one whose types cannot just be erased becomes one that throws what Node says of it, on the line where it stands.
 */
export function toJavaScript(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) =>
      path.endsWith('.ts') ? [renamed(path), javaScriptOf(text)] : [path, text],
    ),
  );
}

function javaScriptOf(text: string): string {
  const unsupported = findUnsupportedSyntax(text);
  if (unsupported !== undefined) return throwing(unsupported);
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

function throwing({ message, code, line }: SourceError): string {
  const error = `Object.assign(new SyntaxError(${JSON.stringify(message)}), ${JSON.stringify({ code })})`;
  return `${'\n'.repeat(Math.max(0, line - 1))}throw ${error};\n`;
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
