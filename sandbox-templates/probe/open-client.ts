import type { Client } from '../../src/check/protocol.ts';
import { originOf, pageAt } from './browser.ts';
import type { Cast } from './cast.ts';
import type { LiveClient } from './live-client.ts';
import { NodeClient } from './node-client.ts';
import { PageClient } from './page-client.ts';
import { RawClient } from './raw-client.ts';
import type { Recorder } from './recorder.ts';
import type { ServerAddress } from './server-address.ts';
import { type Makers, makeData, makeHeaders, makeText, makeTexts } from './values.ts';

export interface Opening {
  readonly recorder: Recorder;
  readonly server: ServerAddress;
  readonly cast: Cast;
  readonly makers: Makers;
  readonly name: string;
  readonly step: string;
}

/** Makes the values of a client and lets it connect. Throws when an address cannot be read. */
export async function openClient(
  as: Client,
  { recorder, server, cast, makers, name, step }: Opening,
): Promise<LiveClient> {
  const { localAddress } = as;
  const attempt =
    (url: string, ...says: string[]) =>
    (connection: number) =>
      recorder.event({ kind: 'attempt', client: name, step, connection, by: as.kind, url, says: says.join(', ') });
  if (as.kind === 'raw') {
    const { bytes } = await makeData(as.bytes, makers);
    const destination = { hostname: 'localhost', port: server.port, localAddress };
    return new RawClient(recorder, name, destination, bytes, attempt(server.at('ws', '')));
  }
  const url = server.at('ws', await makeText(as.path, makers));
  const subprotocols = await makeTexts(as.subprotocols ?? [], makers);
  const offered = subprotocols.length > 0 ? ['Sec-WebSocket-Protocol'] : [];
  if (as.kind === 'node') {
    const headers = await makeHeaders(as.headers, makers);
    const origin = as.origin === undefined ? undefined : await makeText(as.origin, makers);
    const told = attempt(url, ...Object.keys(headers), ...offered, ...(origin === undefined ? [] : ['Origin']));
    return new NodeClient(recorder, name, {
      url: new URL(url),
      subprotocols,
      headers,
      origin,
      localAddress,
      attempt: told,
    });
  }
  const page = pageAt(as.page === undefined ? server.origin : await makeText(as.page, makers));
  const browser = cast.browserOf(as.jar ?? name);
  browser.jar.store(new URL(server.origin), await makeTexts(as.setCookies ?? [], makers));
  const told = attempt(url, `on a page of ${originOf(page)}`, ...offered);
  return new PageClient(recorder, name, { url, subprotocols, page, browser, localAddress, attempt: told });
}
