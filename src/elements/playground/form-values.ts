import type { Carrier, ConnectForm } from '../../playground/connect-form.ts';

const kinds = ['node', 'browser', 'http'] as const;
const credentials = ['token', 'answer', 'none'] as const;
const carriers = ['authorization', 'subprotocol', 'query', 'cookie'] as const;
const algorithms = ['HS256', 'RS256'] as const;

/** The fields of a served `connect-form` as one value. */
export function formValues(form: HTMLFormElement): ConnectForm {
  const data = new FormData(form);
  const text = (name: string) => String(data.get(name) ?? '');
  const one = <T extends string>(name: string, of: readonly [T, ...T[]]): T =>
    of.find((value) => value === text(name)) ?? of[0];
  return {
    as: one('as', kinds),
    path: text('path'),
    subprotocols: text('subprotocols'),
    origin: text('origin'),
    headers: text('headers'),
    cookies: text('cookies'),
    method: text('method'),
    body: text('body'),
    credential: one('credential', credentials),
    member: text('member'),
    carrier: one<Carrier>('carrier', carriers),
    name: text('name'),
    token: {
      sub: text('sub'),
      exp: text('exp'),
      aud: text('aud'),
      iss: text('iss'),
      claims: text('claims'),
      alg: one('alg', algorithms),
      broken: data.getAll('broken').map(String),
    },
  };
}
