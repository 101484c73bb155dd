import * as typescript from 'monaco-editor/languages/features/typescript/register';

/** Where the build puts the declarations of Node, `ws` and `jose`: path below node_modules → text. */
const TYPES_ADDRESS = '/editor-types.json';

// TypeScript's own numbers, of which the editor's declarations know only the old ones.
const BUNDLER_RESOLUTION = 100;
const PRESERVE_MODULES = 200;

let ready: Promise<void> | undefined;

/** Sets the language service up once: strict, erasable TypeScript as Node runs it, with the types of what a server may import. */
export function prepareTypeScript(): Promise<void> {
  ready ??= prepare();
  return ready;
}

async function prepare(): Promise<void> {
  const defaults = typescript.typescriptDefaults;
  defaults.setEagerModelSync(true);
  defaults.setCompilerOptions({
    target: typescript.ScriptTarget.ESNext,
    module: PRESERVE_MODULES as number as typeof typescript.ModuleKind.ESNext,
    moduleResolution: BUNDLER_RESOLUTION as number as typeof typescript.ModuleResolutionKind.NodeJs,
    lib: ['lib.es2024.d.ts', 'lib.esnext.disposable.d.ts'],
    types: ['node'],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    allowNonTsExtensions: true,
    erasableSyntaxOnly: true,
    verbatimModuleSyntax: true,
  });
  defaults.setDiagnosticsOptions({ noSuggestionDiagnostics: true });
  const response = await fetch(TYPES_ADDRESS);
  if (!response.ok) throw new Error(`expected the types of Node at ${TYPES_ADDRESS}, found status ${response.status}`);
  const types: Readonly<Record<string, string>> = await response.json();
  defaults.setExtraLibs(
    Object.entries(types).map(([path, content]) => ({ filePath: `file:///node_modules/${path}`, content })),
  );
}
