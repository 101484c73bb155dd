/**
 * The language of checks, as lessons import it from `handshake/check`. Everything here returns plain data; nothing connects.
 * A script says who connects, with what, when; expectations say what must then be seen on the wire.
 */

export {
  answered,
  neverAnswered,
  opened,
  refused,
  requested,
  setsCookie,
  statuses,
  unguessable,
} from './authoring/answer-expectations.ts';
export {
  alive,
  anyOf,
  closedWith,
  ended,
  neverReceived,
  neverReflected,
  notAlive,
  received,
  receivedInOrder,
  scriptSees,
  stillOpen,
} from './authoring/connection-expectations.ts';
export { type CheckSource, defineChecks, defineClaims, defineExperiment } from './authoring/define.ts';
export type { Duration } from './authoring/duration.ts';
export type { HeaderSources, HeadSource } from './authoring/head-sources.ts';
export {
  advance,
  barrier,
  browser,
  close,
  closed,
  connect,
  drop,
  failed,
  node,
  ping,
  raw,
  readCookies,
  repeat,
  request,
  responded,
  send,
  sendBytes,
  sendTogether,
  until,
  wait,
} from './authoring/steps.ts';
export {
  answer,
  cookie,
  fill,
  halfHead,
  handshake,
  head,
  hex,
  json,
  type MatchSource,
  server,
  type TokenClaims,
  type TokenOptions,
  text,
  token,
  turn,
} from './authoring/values.ts';
