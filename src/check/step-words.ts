import { quote } from './match.ts';
import type { BrowserClient, Client, Data, JsonTemplate, PlainRequest, Step, TokenSpec, Value } from './protocol.ts';

/** A step in words for the column *sent*; nothing for a step that only waits. */
export function sayStep(step: Step): readonly string[] {
  switch (step.do) {
    case 'connect':
      return [`${step.client} connects as ${sayClient(step.as)}`];
    case 'request':
      return [`${step.client}: ${sayRequest(step)}`];
    case 'send':
      return [`${step.client} says ${sayData(step.data)}`];
    case 'sendBytes':
      return [`${step.client} writes the bytes ${sayData(step.data)}`];
    case 'sendTogether':
      return [`${step.client} says at once ${step.messages.map(sayData).join(' and ')}`];
    case 'ping':
      return [`${step.client} pings`];
    case 'close':
      return [`${step.client} closes${step.code === undefined ? '' : ` with ${step.code}`}`];
    case 'drop':
      return [`${step.client} resets the connection`];
    case 'readCookies':
      return [`${step.client}’s page reads document.cookie`];
    case 'advance':
      return [`${step.ms / 1_000} s go by`];
    case 'repeat': {
      const how = step.parallel > 1 ? `${step.times} times, ${step.parallel} at once` : `${step.times} times`;
      return [`${how}: ${step.steps.flatMap((inner) => sayStep(inner)).join(', ')}`];
    }
    case 'until':
    case 'barrier':
    case 'wait':
      return [];
  }
}

/** A value in words; a token by what is wrong with it. */
function sayValue(value: Value): string {
  if (typeof value === 'string') return value;
  switch (value.make) {
    case 'token':
      return `${value.prefix ?? ''}‹${sayToken(value)}›`;
    case 'answer':
      return `‹${value.field} of ${value.client}›`;
    case 'cookie':
      return `‹cookie of ${value.client}›`;
    case 'server':
      return value.part === 'port' ? '‹port›' : `‹own ${value.part}›`;
    case 'turn':
      return '‹n›';
    case 'joined':
      return value.parts.map(sayValue).join('');
  }
}

function sayClient(client: Client): string {
  switch (client.kind) {
    case 'node':
      return [
        `Node ${sayValue(client.path)}`,
        ...sayHeaders(client.headers),
        ...saySubprotocols(client.subprotocols),
        ...(client.origin === undefined ? [] : [`Origin: ${sayValue(client.origin)}`]),
        ...(client.localAddress === undefined ? [] : [`from ${client.localAddress}`]),
      ].join(', ');
    case 'browser':
      return [`a page ${sayValue(client.path)}`, ...saySubprotocols(client.subprotocols), ...sayPage(client)].join(
        ', ',
      );
    case 'raw':
      return `plain TCP: ${sayData(client.bytes)}`;
  }
}

function sayRequest(request: PlainRequest): string {
  return [
    `${request.method} ${sayValue(request.path)}`,
    ...sayHeaders(request.headers),
    ...(request.body === undefined ? [] : [sayData(request.body)]),
    ...sayPage(request),
  ].join(', ');
}

function sayPage({ page, jar }: Pick<BrowserClient, 'page' | 'jar'>): readonly string[] {
  return [
    ...(page === undefined ? [] : [`on ${sayValue(page)}`]),
    ...(jar === undefined ? [] : [`with the cookies of ${jar}`]),
  ];
}

function sayHeaders(headers: Readonly<Record<string, Value>> = {}): readonly string[] {
  return Object.entries(headers).map(([name, value]) => `${name}: ${sayValue(value)}`);
}

function saySubprotocols(subprotocols: readonly Value[] = []): readonly string[] {
  return subprotocols.length === 0 ? [] : [`subprotocols ${subprotocols.map(sayValue).join(', ')}`];
}

function sayData(data: Data): string {
  if (typeof data === 'string') return quote(data);
  switch (data.make) {
    case 'json':
      return JSON.stringify(sayJson(data.value));
    case 'hex':
      return data.hex.replace(/../g, '$& ').trim().slice(0, 48);
    case 'fill':
      return `${data.bytes.toLocaleString('en')} bytes`;
    case 'head':
      return data.lines
        .map((line) => sayValue(line))
        .slice(0, 1)
        .join('');
    case 'half-head':
      return `${data.lines
        .map((line) => sayValue(line))
        .slice(0, 1)
        .join('')} and then nothing`;
    case 'token':
    case 'answer':
    case 'cookie':
    case 'server':
    case 'turn':
    case 'joined':
      return sayValue(data);
  }
}

type SaidJson = null | boolean | number | string | readonly SaidJson[] | { readonly [key: string]: SaidJson };

function sayJson(value: JsonTemplate): SaidJson {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return (value as readonly JsonTemplate[]).map(sayJson);
  if ('make' in value) return sayValue(value as Value);
  return Object.fromEntries(
    Object.entries(value as { readonly [key: string]: JsonTemplate }).map(([key, inner]) => [key, sayJson(inner)]),
  );
}

/** `token of ann, expired`, `token of ann, changed after signing: sub admin`. */
function sayToken({ claims, alg, tamper, signedBy, embedKey, inMilliseconds, respelled, name }: TokenSpec): string {
  const { sub = 'no one', exp, ...others } = claims;
  const marks = [
    ...(typeof exp === 'string' && exp.startsWith('-') ? ['expired'] : []),
    ...(typeof exp === 'string' && !exp.startsWith('-') ? [`good for ${exp}`] : []),
    ...(exp === null ? ['no exp'] : []),
    ...(typeof exp === 'number' ? [`exp ${exp}`] : []),
    ...Object.entries(others).map(([claim, value]) => (value === null ? `no ${claim}` : `${claim} ${say(value)}`)),
    ...(alg === undefined ? [] : [`alg ${alg}`]),
    ...(signedBy === 'attacker' ? ['signed by the attacker'] : []),
    ...(embedKey === true ? ['brings its own key'] : []),
    ...(inMilliseconds === true ? ['times in milliseconds'] : []),
    ...(respelled === true ? ['spelled otherwise'] : []),
    ...(tamper === undefined
      ? []
      : [
          `changed after signing: ${Object.entries(tamper)
            .map(([claim, value]) => `${claim} ${say(value)}`)
            .join(', ')}`,
        ]),
  ];
  const whose =
    name === undefined
      ? `token of ${sub ?? 'no one'}`
      : `token “${name}”${claims['sub'] === undefined ? '' : ` of ${sub}`}`;
  return [whose, ...marks].join(', ');
}

function say(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
