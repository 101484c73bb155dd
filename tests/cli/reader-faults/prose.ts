import { edit, fault, mdx, prose, type ReaderFault, step } from './fault.ts';

/** Prose: components, links, headings, pictures. */
export const proseFaults: readonly ReaderFault[] = [
  fault(
    'MDX that cannot be read',
    prose('Here is <b'),
    'steps/01-second-door/lesson.mdx:32:9: expected MDX, found Unexpected character after `<`, expected a valid JSX tag (note: to create a link in MDX, use `[text](url)`) (mdx-jsx:unexpected-character); mend the syntax',
  ),
  fault(
    'an unknown component',
    prose('<Transcrpt id="greets" />'),
    'steps/01-second-door/lesson.mdx:32:1: expected a component that is known (Predict, Quiz, Lab, Experiment, Claim, CodeTabs, Transcript, Sequence, Pair, Picture, Note), found <Transcrpt>; mend its name (did you mean `Transcript`?), or put it in backticks',
  ),
  fault(
    'an unknown attribute',
    prose('<Transcript id="greets" kind="table" />'),
    'steps/01-second-door/lesson.mdx:32:1: expected only `id`, `caption` on <Transcript>, found `kind`; remove it',
  ),
  fault(
    'an attribute that is missing',
    prose('<Transcript />'),
    'steps/01-second-door/lesson.mdx:32:1: expected `id` on <Transcript>, found nothing; write <Transcript id="…">',
  ),
  fault('an attribute without a text', prose('<Transcript id={greets} />'), [
    'steps/01-second-door/lesson.mdx:32:1: expected attributes with a text, found `id` without one; write name="text"',
    'steps/01-second-door/lesson.mdx:32:1: expected `id` on <Transcript>, found nothing; write <Transcript id="…">',
  ]),
  fault(
    'content where none may be',
    edit(mdx, '\n<Lab />', '\n<Lab>here</Lab>'),
    'steps/01-second-door/lesson.mdx:34:1: expected <Lab/> to stand alone, found content in it; write <Lab />',
  ),
  fault(
    'no content where some must be',
    prose('<Note></Note>'),
    'steps/01-second-door/lesson.mdx:32:1: expected <Note> to enclose something, found nothing in it; write <Note>…</Note>',
  ),
  fault(
    'an import in the prose',
    edit(mdx, '## Your turn', "import { a } from 'b'\n\n## Your turn"),
    'steps/01-second-door/lesson.mdx:30:1: expected prose and components, found an import or export; remove it: every component is there by itself',
  ),
  fault(
    'a component that must be there',
    edit(mdx, '\n<Lab />\n', ''),
    'steps/01-second-door/lesson.mdx:1:1: expected <Lab /> once, found none; write it where it belongs',
  ),
  fault(
    'a component that is there twice',
    edit(mdx, '\n<Lab />', '\n<Lab />\n\n<Lab />'),
    'steps/01-second-door/lesson.mdx:36:1: expected <Lab /> once, found 2 of them; keep one',
  ),
  fault(
    'a claim that is not there',
    prose('<Claim id="second-door-server-last">Text.</Claim>'),
    'steps/01-second-door/lesson.mdx:32:1: expected a claim of claims.ts named `second-door-server-first`, found `second-door-server-last`; name one of them (did you mean `second-door-server-first`?)',
  ),
  fault(
    'a claim that is nowhere in the prose',
    [...edit(mdx, '<Claim id="second-door-server-first">', ''), ...edit(mdx, '</Claim>', '')],
    'steps/01-second-door/claims.ts:1:1: expected every claim to be marked in the prose, found `second-door-server-first` nowhere; write <Claim id="second-door-server-first">…</Claim> in lesson.mdx',
  ),
  fault(
    'a recording of nothing',
    prose('<Transcript id="greet" />'),
    'steps/01-second-door/lesson.mdx:32:1: expected a check, or a claim with an experiment, named `greets`, `echoes`, `second-door-server-first`, found `greet`; name one of them (did you mean `greets`?)',
  ),
  fault(
    'a link to a page that is not there',
    prose('See [more](/mor/).'),
    'steps/01-second-door/lesson.mdx:32:5: expected an https address, or that of a page of the course, found /mor/; write one like /steps/second-door/ (did you mean `/more/`?)',
  ),
  fault(
    'a link that is not https',
    prose('See [more](http://example.com/).'),
    'steps/01-second-door/lesson.mdx:32:5: expected an address that begins with https://, found http://example.com/; write https://, or leave the link out',
  ),
  fault(
    'an anchor on another page that is not there',
    prose('See [more](/more/#a-heding).'),
    'steps/01-second-door/lesson.mdx:32:5: expected the anchor of a heading or a claim (`#claim-<id>`) that is there, found /more/#a-heding; write one like #a-heading (did you mean `a-heading`?)',
  ),
  fault(
    'an anchor on this page that is not there',
    prose('See [above](#who-speaks-last).'),
    'steps/01-second-door/lesson.mdx:32:5: expected the anchor of a heading or a claim (`#claim-<id>`) that is there, found #who-speaks-last; write one like #who-speaks-first (did you mean `who-speaks-first`?)',
  ),
  fault(
    'a picture without a text',
    prose('![](/favicon.svg)'),
    'steps/01-second-door/lesson.mdx:32:1: expected a text for those who do not see the picture, found none; write it between `![` and `]`',
  ),
  fault(
    'a picture that is not there',
    prose('![A door](/door.svg)'),
    'steps/01-second-door/lesson.mdx:32:1: expected a picture below public/, such as /favicon.svg, found /door.svg; mend its path, or put a drawing into pictures/ and write <Picture id="…" />',
  ),
  fault(
    'a drawing that does not follow the theme, nor say what it shows',
    [
      { file: mdx, from: 'The server says nothing until it is spoken to.', to: '<Picture id="door" />' },
      { file: `${step}/pictures/door.svg`, to: '<svg viewBox="0 0 9 9">\n<path fill="red" d="M0 0h9" />\n</svg>\n' },
    ],
    [
      'steps/01-second-door/pictures/door.svg:1:1: expected <title> and <desc>, for those who do not see the picture, found `<svg viewBox="0 0 9 9"> <path fill="red"`; say in <desc> what it shows',
      'steps/01-second-door/pictures/door.svg:2:6: expected colours by class (src/styles/pictures.css), which follow the theme, found `fill="red" d="M0 0h9" /> </svg>`; take one of its classes',
    ],
  ),
  fault(
    'a second title',
    edit(mdx, '## Your turn', '# Your turn'),
    'steps/01-second-door/lesson.mdx:30:1: expected headings from `##` on (the title is the page’s `#`), found `#`; write `##`',
  ),
  fault(
    'a heading that leaves a level out',
    edit(mdx, '## Your turn', '#### Your turn'),
    'steps/01-second-door/lesson.mdx:30:1: expected a heading of at most 3 `#`, found ####; leave no level out',
  ),
  fault(
    'minutes that are too few',
    edit(`${mdx}`, 'The server says nothing', `${'word '.repeat(2000)}`),
    'steps/01-second-door/lesson.mdx:7:10: expected minutes that fit 2049 words (reading alone takes 10), found 6; mend `minutes`, or the length of the text',
  ),
  fault(
    'minutes that are too many',
    edit(mdx, 'minutes: 6', 'minutes: 55'),
    'steps/01-second-door/lesson.mdx:7:10: expected minutes that fit 53 words (reading alone takes 1), found 55; mend `minutes`, or the length of the text',
  ),
];
