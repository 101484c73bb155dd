/**
 * The files of Node's JavaScript library (`lib/<id>.js`) that the runtime runs unmodified. `make-tables.ts` looks each of
 * them up in the pinned binary.
 */
export const libraryIds: readonly string[] = `
  _http_agent _http_client _http_common _http_incoming _http_outgoing _http_server
  _stream_duplex _stream_passthrough _stream_readable _stream_transform _stream_writable
  assert assert/strict buffer constants diagnostics_channel dns dns/promises events http net os path path/posix punycode querystring
  readline readline/promises stream stream/consumers stream/promises string_decoder timers timers/promises
  url util util/types zlib
  internal/assert internal/assert/assertion_error internal/assert/calltracker internal/assert/myers_diff
  internal/assert/utils internal/blocklist internal/buffer internal/cli_table internal/console/constructor
  internal/console/global internal/constants internal/dns/callback_resolver internal/dns/promises internal/dns/utils
  internal/errors internal/errors/error_source internal/events/abort_listener internal/events/symbols internal/fixed_queue internal/freelist internal/http
  internal/linkedlist internal/mime internal/net internal/options internal/per_context/primordials
  internal/priority_queue internal/process/per_thread internal/process/promises internal/process/signal
  internal/process/task_queues internal/process/warning internal/querystring
  internal/readline/callbacks internal/readline/emitKeypressEvents internal/readline/interface
  internal/readline/promises internal/readline/utils internal/repl/history internal/socketaddress internal/stream_base_commons
  internal/streams/add-abort-signal internal/streams/compose internal/streams/destroy internal/streams/duplex
  internal/streams/duplexify internal/streams/duplexpair internal/streams/end-of-stream internal/streams/from
  internal/streams/legacy internal/streams/operators internal/streams/passthrough internal/streams/pipeline
  internal/streams/readable internal/streams/state internal/streams/transform internal/streams/utils
  internal/streams/writable internal/timers internal/url internal/util internal/util/colors
  internal/util/comparisons internal/util/debuglog internal/util/diff internal/util/inspect internal/util/inspector
  internal/util/parse_args/parse_args internal/util/parse_args/utils internal/util/types internal/validators
`
  .trim()
  .split(/\s+/);
