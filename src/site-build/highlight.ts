import { type BundledLanguage, createHighlighter } from 'shiki';
import { classes, theme } from './shiki-theme.ts';

const languages = [
  'ts',
  'js',
  'json',
  'python',
  'http',
  'html',
  'md',
  'bash',
  'yaml',
] as const satisfies BundledLanguage[];
const byEnding: Readonly<Record<string, (typeof languages)[number]>> = {
  ts: 'ts',
  mts: 'ts',
  js: 'js',
  mjs: 'js',
  json: 'json',
  py: 'python',
  http: 'http',
  html: 'html',
  md: 'md',
  sh: 'bash',
  yaml: 'yaml',
  yml: 'yaml',
};
const highlighter = createHighlighter({ themes: [theme], langs: [...languages] });

/** A file as `<pre class="code"><code>` with classes for tokens; the ending of the path says the language, unknown ones stay plain. */
export async function highlightFile(path: string, text: string): Promise<string> {
  const lang = byEnding[path.slice(path.lastIndexOf('.') + 1)] ?? 'text';
  return (await highlighter).codeToHtml(text, { lang, theme: theme.name ?? '', transformers: [classes] });
}
