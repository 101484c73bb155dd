import { eventsOf } from '../../wire/transcript.ts';
import type { Evidence } from '../evidence.ts';
import { asExpected, differs, type Finding } from '../verdict.ts';

/** Alive: whenever the server was asked, it answered; and it was asked. */
export function judgeAlive({ transcript }: Evidence): Finding {
  const asked = eventsOf(transcript, 'alive');
  const gone = asked.find(({ alive }) => !alive);
  if (gone !== undefined) return differs('the server is gone', gone.event);
  return asked.length === 0 ? differs('nobody asked the server') : asExpected('the server is alive');
}

/** Not alive: at the end the server answers no more. */
export function judgeNotAlive({ transcript }: Evidence): Finding {
  const last = eventsOf(transcript, 'alive').at(-1);
  if (last === undefined) return differs('nobody asked the server');
  return last.alive ? differs('the server is alive', last.event) : asExpected('the server is gone', last.event);
}
