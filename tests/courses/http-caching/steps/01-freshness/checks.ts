import { answered, defineChecks, request } from 'handshake/check';

export default defineChecks([
  {
    id: 'script-is-kept',
    title: 'The script may be kept for a year',
    core: true,
    script: [request('cache', 'GET', '/app.3f9c.js')],
    expect: [answered('cache', 200, { headers: { 'cache-control': /\bmax-age=31536000\b/ } })],
    why: 'The answer has no lifetime, so that every cache guesses one.',
    hints: [
      'What does the answer say of its lifetime?',
      'Look at the header fields that the server sets.',
      'Add a Cache-Control with a max-age, in seconds.',
      "response.setHeader('cache-control', 'public, max-age=31536000, immutable');",
    ],
    refutes: ['browser-decides-alone'],
  },
  {
    id: 'page-is-asked-for',
    title: 'The page is asked for before each use',
    core: true,
    script: [request('cache', 'GET', '/')],
    expect: [answered('cache', 200, { headers: { 'cache-control': /\bno-cache\b/ } })],
    why: 'The page keeps its name when it changes: a cache that does not ask shows the old one.',
    hints: [
      'How does a reader get the new page?',
      'Look at where the server tells the two answers apart.',
      'Let the page be revalidated before each use.',
      "response.setHeader('cache-control', 'no-cache');",
    ],
    refutes: ['one-header-for-all'],
  },
]);
