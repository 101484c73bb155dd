import { edit, fault, mdx, myth, type ReaderFault, step, templates } from './fault.ts';

/** What frontmatter and course files may not hold. */
export const schemaFaults: readonly ReaderFault[] = [
  fault(
    'YAML that cannot be read',
    edit(mdx, 'summary: A server', 'summary: "A server'),
    'steps/01-second-door/lesson.mdx:19:1: expected YAML, found missing closing "quote; mend the syntax (a text with `: ` or `#` in it needs quotes)',
  ),
  fault('a key that is not known', edit(mdx, 'minutes: 6', 'minuts: 6'), [
    'steps/01-second-door/lesson.mdx:3:1: expected `minutes` (a number), found nothing; add `minutes`',
    'steps/01-second-door/lesson.mdx:7:1: expected only keys that are known, found `minuts`; remove it, or mend its spelling (did you mean `minutes`?)',
  ]),
  fault(
    'a value that is not allowed',
    edit(mdx, 'level: foundation', 'level: basic'),
    'steps/01-second-door/lesson.mdx:6:8: expected `level` to be one of "foundation", "intermediate", "advanced", "expert", found "basic"; write one of them',
  ),
  fault(
    'a value of another type',
    edit(mdx, 'minutes: 6', 'minutes: six'),
    'steps/01-second-door/lesson.mdx:7:10: expected `minutes` to be a number, found "six"; write a number',
  ),
  fault(
    'a list that is too short',
    edit(mdx, 'starterFails: [greets]', 'starterFails: []'),
    'steps/01-second-door/lesson.mdx:18:15: expected `starterFails` to name at least one check that the starter fails, found none; mend it',
  ),
  fault(
    'a sentence without its end',
    edit(mdx, 'summary: A server that speaks first.', 'summary: A server that speaks first'),
    'steps/01-second-door/lesson.mdx:5:10: expected `summary` to be a sentence that ends with a full stop or a question mark, found "A server that speaks first"; mend it',
  ),
  fault(
    'no frontmatter',
    [{ file: `${myth}/myth.mdx`, to: '<Predict />\n\n<Experiment />\n' }],
    'myths/first-belief/myth.mdx:1:1: expected frontmatter between two lines `---`, found none; begin the file with it',
  ),
  fault(
    'a file that is not there',
    [{ file: `${step}/quiz.yaml` }],
    'steps/01-second-door/quiz.yaml:1:1: expected a quiz.yaml with `prediction` and `questions`, found no such file; write it',
  ),
  fault(
    'a folder without a number',
    [{ file: 'steps/third-door/lesson.mdx', to: 'Text.' }],
    'steps/third-door:1:1: expected a name like 03-passing-credentials, found third-door; rename the folder',
  ),
  fault(
    'a template that is not there',
    edit(mdx, 'template: bare-ws', 'template: bare-sw'),
    `steps/01-second-door/lesson.mdx:14:11: expected a folder below sandbox-templates (${templates}), found \`bare-sw\`; name one of them (did you mean \`bare-ws\`?), or add it`,
  ),
  fault(
    'a file of the exercise that is not there',
    edit(mdx, 'focus: server.ts:9', 'focus: sever.ts:9'),
    'steps/01-second-door/lesson.mdx:16:8: expected a file of the exercise or its template (README.md, package.json, server.ts), found `sever.ts`; name one of them (did you mean `server.ts`?)',
  ),
  fault(
    'a line that is not there',
    edit(mdx, 'focus: server.ts:9', 'focus: server.ts:99'),
    'steps/01-second-door/lesson.mdx:16:8: expected a line of server.ts (it has 14), found 99; name one of them',
  ),
  fault(
    'a page that is named and not there',
    edit('course.yaml', 'pages: [more]', 'pages: [more, most]'),
    'pages/most/page.mdx:1:1: expected a page.mdx, found no such file; write it',
  ),
  fault(
    'a page that is there and not named',
    edit('course.yaml', 'pages: [more]', 'pages: []'),
    'pages/more:1:1: expected `pages` in course.yaml to name this folder, found nothing; add it there, where it belongs in the order',
  ),
  fault(
    'a template for the playground that is not there',
    edit('course.yaml', 'pages: [more]', 'pages: [more]\nplayground: [bare]'),
    `course.yaml:5:14: expected templates that exist (${templates}), found \`bare\`; name one of them`,
  ),
];
