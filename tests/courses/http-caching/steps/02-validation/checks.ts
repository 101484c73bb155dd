import { answer, answered, defineChecks, request, text } from 'handshake/check';

export default defineChecks([
  {
    id: 'tag-comes-along',
    title: 'The list names its version',
    core: true,
    script: [request('cache', 'GET', '/')],
    expect: [answered('cache', 200, { headers: { etag: /^"1"$/ }, body: { version: 1 } })],
    why: 'Without a validator a cache can only fetch the whole list again.',
    hints: [
      'By what can a cache name the version that it has?',
      'Look at the header fields of the answer.',
      'Add an ETag: the version, in quotation marks.',
      `response.setHeader('etag', \`"\${version}"\`);`,
    ],
  },
  {
    id: 'known-copy-is-not-sent-again',
    title: 'A copy that is still right is not sent again',
    core: true,
    script: [
      request('cache', 'GET', '/'),
      request('cache', 'GET', '/', { headers: { 'if-none-match': text`"${answer('cache', 'version')}"` } }),
    ],
    expect: [answered('cache', 304, { body: '' })],
    why: 'The server does not compare the tag that comes back.',
    hints: [
      'What does the second request say that the first did not?',
      'Look at request.headers.',
      'Compare If-None-Match with the tag, and answer 304 where they are the same.',
      "if (request.headers['if-none-match'] === tag) response.writeHead(304).end();",
    ],
    refutes: ['etag-alone-saves-bytes'],
  },
  {
    id: 'old-copy-is-replaced',
    title: 'An old copy is replaced',
    script: [
      request('cache', 'GET', '/'),
      request('writer', 'POST', '/'),
      request('cache', 'GET', '/', { headers: { 'if-none-match': '"1"' } }),
    ],
    expect: [answered('cache', 200, { body: { version: 2 } })],
    why: 'The server takes any tag for the present one.',
    hints: [
      'Which versions does the server let pass?',
      'Look at the comparison.',
      'Only the tag of the present version may lead to a 304.',
      "request.headers['if-none-match'] === tag",
    ],
  },
]);
