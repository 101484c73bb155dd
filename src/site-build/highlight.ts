import { type BundledLanguage, createHighlighter } from 'shiki';
import type { Exercise } from '../lesson/exercise.ts';
import { lineDifference } from './line-difference.ts';
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

/**
 * A file as `<pre class="code"><code>` with classes for tokens; the ending of the path says the language, unknown ones stay plain.
 * `marks` is what stands behind a fence's language: `{2} ins={3-5} del={7}`.
 */
export async function highlightFile(path: string, text: string, marks = ''): Promise<string> {
  const lang = byEnding[path.slice(path.lastIndexOf('.') + 1)] ?? 'text';
  const options = { lang, theme: theme.name ?? '', transformers: [classes], meta: { __raw: marks } };
  return (await highlighter).codeToHtml(text, options);
}

/** The file that a pair is about, wrong and right, with the lines marked in which they differ. */
export async function highlightPair(exercise: Exercise): Promise<{ readonly wrong: string; readonly right: string }> {
  const path = exercise.focus[0]?.path ?? exercise.entry;
  const [wrong = '', right = ''] = [exercise.files[path], exercise.solution[path]];
  const { removed, added } = lineDifference(wrong, right);
  const marks = (name: string, lines: readonly number[]) => (lines.length > 0 ? `${name}={${lines.join(',')}}` : '');
  return {
    wrong: await highlightFile(path, wrong, marks('del', removed)),
    right: await highlightFile(path, right, marks('ins', added)),
  };
}
