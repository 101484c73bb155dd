import { browser, connect, defineChecks, node, opened, received, refused, token, until } from 'handshake/check';

export default defineChecks([
  {
    id: 'program',
    title: 'A program with an `Authorization` header is let in',
    script: [
      connect('ann', node('/', { headers: { authorization: token.bearer({ sub: 'ann' }) } })),
      until('ann', received('hello')),
    ],
    expect: [received('ann', /^hello ann$/)],
    why: 'The header was good.',
  },
  {
    id: 'page',
    title: 'A page with the same token is let in',
    script: [
      connect('ann', browser('/', { subprotocols: ['chat', token.subprotocol({ sub: 'ann' })] })),
      until('ann', received('hello')),
    ],
    expect: [opened('ann', { subprotocol: 'chat' }), received('ann', /^hello ann$/)],
    why: 'The server waits for a header field that no page can send.',
  },
  {
    id: 'forged',
    title: 'A forged token is refused at both doors',
    attack: true,
    script: [
      connect('eve', node('/', { headers: { authorization: token.bearer({ sub: 'ann' }, { signedBy: 'attacker' }) } })),
      connect(
        'mallory',
        browser('/', { subprotocols: ['chat', token.subprotocol({ sub: 'ann' }, { signedBy: 'attacker' })] }),
      ),
    ],
    expect: [refused('eve', 401), refused('mallory', 401)],
    why: 'A door was added, and nobody looked at who comes through it.',
  },
]);
