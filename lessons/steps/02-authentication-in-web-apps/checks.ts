import {
  answer,
  answered,
  browser,
  closed,
  closedWith,
  connect,
  defineChecks,
  ended,
  handshake,
  hex,
  json,
  neverAnswered,
  neverReceived,
  node,
  raw,
  readCookies,
  received,
  request,
  requested,
  scriptSees,
  sendBytes,
  server,
  setsCookie,
  text,
  token,
  until,
} from 'handshake/check';

type Claims = Parameters<typeof token>[0];
type Options = Parameters<typeof token>[1];

const logIn = (name: string, user = name) =>
  request(name, 'POST', '/login', { page: server.origin, body: json({ user, password: `pw-${user}` }) });
const tryPassword = (name: string, body: Parameters<typeof json>[0]) =>
  request(name, 'POST', '/login', { body: json(body) });
const me = (name: string, authorization?: Parameters<typeof text>[1]) =>
  request(name, 'GET', '/me', authorization === undefined ? {} : { headers: { authorization } });
const ownToken = (name: string) => text`Bearer ${answer(name, 'access_token')}`;
const introduce = (name: string, authorization?: Parameters<typeof text>[1]) => [
  connect(name, node('/whoami', authorization === undefined ? {} : { headers: { authorization } })),
  until(name, closed()),
];
const forgedCookie = (name: string, claims: Claims, options: Options) => [
  connect(name, node('/whoami', { headers: { cookie: text`__Host-session=${token(claims, options)}` } })),
  until(name, closed()),
];
const withCookie = (name: string, ...cookie: Parameters<typeof text>[1][]) =>
  request(name, 'GET', '/me', { headers: { cookie: text`${cookie[0] ?? ''}${cookie[1] ?? ''}` } });
/** Signed by us, and good for nothing here. */
const unfit: Readonly<Record<string, Claims>> = {
  elsewhere: { sub: 'ann', aud: 'billing' },
  foreign: { sub: 'ann', iss: 'https://issuer.evil' },
  endless: { sub: 'ann', exp: null },
  over: { sub: 'ann', exp: '-1m' },
  nobody: { sub: null },
  empty: { sub: '' },
};
/** The same claims in each token that has them, to the second: only the signatures differ. */
const alike: Claims = { sub: 'ann', jti: 'alike', iat: 1_700_000_000, exp: 4_102_444_800 };
const invalid = { headers: { 'www-authenticate': /^Bearer\b.*error="?invalid_token\b/i } };

export default defineChecks([
  {
    id: 'no-credential',
    title: 'Without a credential /me answers 401 and says what it wants',
    core: true,
    script: [me('eve')],
    expect: [answered('eve', 401, { headers: { 'www-authenticate': /^Bearer\b/i } })],
    why: 'A 401 without `WWW-Authenticate` says no, but not what would be accepted. HTTP requires the field (RFC 9110 §15.5.2).',
    hints: [
      'How does a client learn which kind of credential is asked for?',
      'Look at the header fields of the 401.',
      'Send `WWW-Authenticate: Bearer` with every 401.',
      "sendJson(response, 401, {}, { 'WWW-Authenticate': 'Bearer' });",
    ],
  },
  {
    id: 'bearer',
    title: 'The token from the log-in says who is asking',
    core: true,
    script: [
      logIn('ann'),
      me('ann', ownToken('ann')),
      logIn('bob'),
      me('bob', ownToken('bob')),
      me('ann', ownToken('ann')),
      me('eve'),
      ...introduce('stranger'),
    ],
    expect: [
      answered('ann', 200, { to: 'GET /me', body: { via: 'bearer', sub: 'ann' } }),
      answered('bob', 200, { to: 'GET /me', body: { via: 'bearer', sub: 'bob' } }),
      neverAnswered('eve', /ann|bob/),
      received('stranger', { via: 'none' }),
    ],
    why: 'A token that this server has just handed out is refused, or taken for somebody else’s.',
    hints: [
      'Does what `/login` signs agree with what `/me` verifies?',
      'Look at the key, the issuer and the audience in both places.',
      'Verify with the same secret, issuer and audience that `signToken` uses, and read `sub` from the verified payload.',
      "const { payload } = await jwtVerify(token, secret, { algorithms: ['HS256'], issuer, audience, requiredClaims: ['sub', 'exp'] });",
    ],
  },
  {
    id: 'cookie-flags',
    title: 'Only this host gets the session cookie, and no script can read it',
    core: true,
    script: [logIn('ann'), request('ann', 'GET', '/me', { page: server.origin }), readCookies('ann')],
    expect: [
      setsCookie('ann', '__Host-session', {
        path: '/',
        httpOnly: true,
        secure: true,
        sameSite: ['Lax', 'Strict'],
        domain: false,
      }),
      answered('ann', 200, { to: 'GET /me', body: { via: 'cookie', sub: 'ann' } }),
      scriptSees('ann', 'cookies ""'),
    ],
    why: 'A bare `session=…` is readable by every script on the page, travels over plain HTTP, and can be set by any sibling host.',
    hints: [
      'Who may read this cookie, and over which connections does it travel?',
      'Look at the `Set-Cookie` of the log-in, and at the name under which it is read again.',
      'The prefix `__Host-` makes the browser insist on `Secure`, `Path=/` and no `Domain`. Add `HttpOnly` and `SameSite=Lax` (or `Strict`).',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is shown to the learner as code
      "'Set-Cookie': `__Host-session=${token}; Path=/; Secure; HttpOnly; SameSite=Lax`",
    ],
    refutes: ['httponly-stops-use'],
  },
  {
    id: 'cookie-by-itself',
    title: 'The browser adds the cookie to the handshake by itself',
    core: true,
    script: [
      connect('before', browser('/whoami', { jar: 'ann' })),
      until('before', closed()),
      logIn('ann'),
      connect('after', browser('/whoami', { jar: 'ann' })),
      until('after', closed()),
    ],
    expect: [
      requested('before', { headers: { cookie: null } }),
      received('before', { via: 'none' }),
      requested('after', { headers: { cookie: /session=/, authorization: null } }),
      received('after', { via: 'cookie', sub: 'ann' }),
      closedWith('after', 1000),
    ],
    why: 'The handshake is a GET like any other, so the cookie is in it. The server has to look for it there.',
    hints: [
      'What does the handshake have in common with the request for `/me`?',
      'Look at `request.headers.cookie` in the `upgrade` handler.',
      'Use the same function for both: it needs nothing but the request.',
      'const caller = await whoIsAsking(request);',
    ],
    refutes: ['bearer-by-itself', 'query-by-itself', 'subprotocol-by-itself'],
  },
  {
    id: 'program-header',
    title: 'A program may put its token into the handshake',
    core: true,
    script: [logIn('ann'), ...introduce('program', ownToken('ann'))],
    expect: [
      requested('program', { headers: { cookie: null, authorization: /^Bearer / } }),
      received('program', { via: 'bearer', sub: 'ann' }),
      closedWith('program', 1000),
    ],
    why: 'Outside a browser a client sets the header fields of its handshake as it likes. This one sent `Authorization`, and the server did not read it.',
    hints: [
      'Is `Authorization` there in a handshake?',
      'Look at `request.headers` in the `upgrade` handler.',
      'Node hands the whole request to `upgrade`. Read the field as you do for `/me`.',
      "const bearer = /^Bearer +(\\S+)$/i.exec(request.headers.authorization ?? '')?.[1];",
    ],
    refutes: ['server-blocks', 'upgrade-strips'],
  },
  {
    id: 'wrong-password',
    title: 'A wrong password, an unknown user and an incomplete form get nothing',
    core: true,
    attack: true,
    script: [
      tryPassword('wrong', { user: 'ann', password: 'pw-bob' }),
      tryPassword('unknown', { user: 'nobody' }),
      tryPassword('inherited', { user: 'constructor', password: 'x' }),
      tryPassword('half', { user: 'ann' }),
      tryPassword('empty', { user: 'ann', password: '' }),
      tryPassword('beginning', { user: 'ann', password: 'pw-' }),
      tryPassword('shouted', { user: 'ann', password: 'PW-ANN' }),
      tryPassword('listed', { user: 'ann', password: ['pw-ann'] }),
      request('noise', 'POST', '/login', { body: 'not json' }),
    ],
    expect: [
      answered('wrong', 401, { headers: { 'set-cookie': null } }),
      answered('unknown', 401, { headers: { 'set-cookie': null } }),
      answered('inherited', 401, { headers: { 'set-cookie': null } }),
      ...['half', 'empty', 'beginning', 'shouted', 'listed'].map((name) =>
        answered(name, 401, { headers: { 'set-cookie': null } }),
      ),
      neverAnswered('noise', /access_token|__Host-session/),
    ],
    why: 'Somebody who does not know the password got a token. Everything that comes later relies on this one check.',
    hints: [
      'What are both sides of the comparison when the user does not exist?',
      'Look at `passwordIsRight` and at what is done with its answer.',
      'Answer 401 before anything is signed or set, for every body that is not a known user with the right password.',
      'if (!passwordIsRight(user, password)) return sendJson(response, 401, {}, challenge);',
    ],
    refutes: ['serve-first'],
  },
  {
    id: 'edited-token',
    title: 'A token whose payload was edited is refused',
    core: true,
    attack: true,
    script: [me('mallory', token.bearer({ sub: 'ann' }, { tamper: { sub: 'admin' } }))],
    expect: [answered('mallory', 401, invalid), neverAnswered('mallory', /admin/)],
    why: 'mallory took ann’s token, wrote `admin` into it and kept the signature. Decoding reads what it says; only verifying shows that nobody changed it.',
    hints: [
      'Who can read a token, and who can write one?',
      'Look at what `decodeJwt` is given: the secret is not among it.',
      'Verify the signature with the secret, and name algorithm, issuer, audience and the claims that must be there. It throws when one of them is wrong: that is your 401.',
      "try {\n  const { payload } = await jwtVerify(token, secret, { algorithms: ['HS256'], issuer, audience, requiredClaims: ['sub', 'exp'] });\n  …\n} catch { … }",
    ],
    refutes: ['decode-is-verify'],
  },
  {
    id: 'forged-token',
    title: 'Unsigned tokens, and those by another key, for others, or without an expiry or a user, are refused',
    attack: true,
    script: [
      me('stranger', token.bearer({ sub: 'ann' }, { signedBy: 'attacker' })),
      me('unsigned', token.bearer({ sub: 'ann' }, { alg: 'none' })),
      me('elsewhere', token.bearer({ sub: 'ann', aud: 'billing' })),
      me('foreign', token.bearer({ sub: 'ann', iss: 'https://issuer.evil' })),
      me('endless', token.bearer({ sub: 'ann', exp: null })),
      me('nobody', token.bearer({ sub: null })),
      me('empty', token.bearer({ sub: '' })),
      me('genuine', token.bearer(alike)),
      me('copy', token.bearer(alike, { signedBy: 'attacker' })),
      me('basic', { ...token({ sub: 'ann' }), prefix: 'Basic ' }),
    ],
    expect: [
      answered('stranger', 401, invalid),
      answered('unsigned', 401, invalid),
      answered('elsewhere', 401, invalid),
      answered('foreign', 401, invalid),
      answered('endless', 401, invalid),
      answered('nobody', 401, invalid),
      answered('empty', 401, invalid),
      answered('genuine', 200, { body: { via: 'bearer', sub: 'ann' } }),
      answered('copy', 401, invalid),
      answered('basic', 401),
    ],
    why: 'A good signature says who signed. It does not say for whom, or until when. What you do not ask for is not checked.',
    hints: [
      'Which of them did the server not look at?',
      'Look at the options of `jwtVerify`.',
      'Without options, jose checks the signature, and `exp` where there is one. Name everything else that has to hold.',
      "{ algorithms: ['HS256'], issuer, audience, requiredClaims: ['sub', 'exp'] }",
    ],
    refutes: ['jwtverify-checks-all', 'signature-is-audience', 'exp-is-required'],
  },
  {
    id: 'forged-at-the-socket',
    title: 'A forged or unfit token proves nothing, at /whoami and in a cookie as well',
    core: true,
    attack: true,
    script: [
      ...introduce('mallory', token.bearer({ sub: 'ann' }, { tamper: { sub: 'admin' } })),
      ...introduce('stranger', token.bearer({ sub: 'admin' }, { signedBy: 'attacker' })),
      ...forgedCookie('baker', { sub: 'ann' }, { tamper: { sub: 'admin' } }),
      request('baker', 'GET', '/me', {
        headers: { cookie: text`__Host-session=${token({ sub: 'admin' }, { signedBy: 'attacker' })}` },
      }),
      ...Object.entries(unfit).flatMap(([name, claims]) => [
        ...introduce(name, token.bearer(claims)),
        ...forgedCookie(`${name}-cookie`, claims, {}),
        withCookie(`${name}-me`, '__Host-session=', token(claims)),
      ]),
    ],
    expect: [
      received('mallory', { via: 'none' }),
      neverReceived('mallory', /admin/),
      received('stranger', { via: 'none' }),
      neverReceived('stranger', /admin/),
      received('baker', { via: 'none' }),
      neverReceived('baker', /admin/),
      answered('baker', 401, invalid),
      ...Object.keys(unfit).flatMap((name) => [
        received(name, { via: 'none' }),
        received(`${name}-cookie`, { via: 'none' }),
        answered(`${name}-me`, 401, invalid),
      ]),
    ],
    sends: 'forged tokens, and six that are signed and unfit, in the header and in the cookie',
    why: 'The token is read in more than one place: in the header, in the cookie, for `/me` and for the socket. One of these places still believes what the token says.',
    hints: [
      'In how many places does a token come in?',
      'Look for what is left of `decodeJwt`, and for a path on which nothing is verified.',
      'Let one function read and verify, whatever the carrier, and use it at every door.',
      'const caller = await whoIsAsking(request); // in the upgrade handler too',
    ],
    refutes: ['decode-is-verify', 'http-middleware-covers'],
  },
  {
    id: 'expired',
    title: 'An expired token is refused',
    core: true,
    attack: true,
    script: [
      me('ann', token.bearer({ sub: 'ann', exp: '-1m' })),
      ...introduce('late', token.bearer({ sub: 'ann', exp: '-1m' })),
    ],
    expect: [answered('ann', 401, invalid), received('late', { via: 'none' })],
    why: 'The token expired a minute ago. A token that is only decoded never expires.',
    hints: [
      'Who looks at `exp`?',
      'Look at the call that reads the token.',
      '`jwtVerify` refuses a token whose `exp` is over, and one without `exp` when you require it.',
      "requiredClaims: ['sub', 'exp']",
    ],
    refutes: ['decode-is-verify'],
  },
  {
    id: 'other-cookies',
    title: 'A cookie of another name is not the session, however much its name looks like it',
    attack: true,
    script: [
      withCookie('tossed', 'evil__Host-session=', token({ sub: 'mallory' })),
      withCookie('longer', '__Host-session-2=', token({ sub: 'mallory' })),
      withCookie('plain', 'session=', token({ sub: 'mallory' })),
      withCookie('shouted', '__HOST-SESSION=', token({ sub: 'mallory' })),
      withCookie('inside', 'theme=__Host-session=', token({ sub: 'mallory' })),
    ],
    expect: ['tossed', 'longer', 'plain', 'shouted', 'inside'].map((name) => answered(name, 401)),
    why: 'A browser guards the names that begin with `__Host-`: only this host can set them. A sibling host can set `evil__Host-session` for all of the domain; a server that takes it for the session lets mallory log ann in as mallory.',
    hints: [
      'Who may set a cookie whose name contains yours but is another?',
      'Look at how the cookie is found in the header field. Is its whole name compared?',
      'Cut the field at `;`, trim each part, and compare everything before the first `=` with the name.',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is shown to the learner as code
      'pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1)',
    ],
    refutes: ['begins-alike'],
  },
  {
    id: 'garbage',
    title: 'Garbage, in a token or a frame, is refused, and the server lives',
    core: true,
    attack: true,
    script: [
      me('mallory', 'Bearer not.a.token'),
      me('basic', 'Basic YW5uOnB3LWFubg=='),
      request('baker', 'GET', '/me', { headers: { cookie: '__Host-session=%%%; ;=' } }),
      ...introduce('noise', 'Bearer not.a.token'),
      connect('clumsy', raw(handshake('/whoami'))),
      until('clumsy', closed()),
      sendBytes('clumsy', hex('81 02 68 69')),
      until('clumsy', ended()),
      me('eve'),
    ],
    expect: [
      answered('mallory', 401, invalid),
      answered('basic', 401),
      answered('baker', 401),
      received('noise', { via: 'none' }),
      answered('eve', 401),
    ],
    why: 'One request with a broken token, or one frame without a mask, ended the process: something threw, and nobody caught it.',
    hints: [
      'The server is gone. What does Node do with a rejected promise that nobody handles?',
      'Look at what happens in the request and `upgrade` handlers when the token cannot be read.',
      'Put the verifying into `try`, and treat every error as a bad credential, not only those you expect.',
      "} catch {\n  return 'forger';\n}",
    ],
    refutes: ['decode-is-verify'],
  },
]);
