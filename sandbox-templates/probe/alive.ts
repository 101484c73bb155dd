import { connect } from 'node:net';
import { clearRealTimeout, setRealTimeout } from './happenings.ts';

/**
 * Whether the server still accepts and reacts. It is sent a head that is no HTTP: Node's parser answers that by itself, whatever the
 * server does with requests, and a program that handles `clientError` ends the connection. So any byte back is life; an end
 * without a byte is life only if the next connection is accepted, since a dying process ends its connections too. A hung program
 * still has its connections accepted by the system, but nothing comes back.
 */
export async function isAlive(port: number, withinMs: number): Promise<boolean> {
  for (const host of ['::1', '127.0.0.1']) {
    const reaction = await poke(host, port, withinMs);
    if (reaction === 'refused') continue;
    if (reaction === 'ended') return (await poke(host, port, withinMs)) !== 'refused';
    return reaction === 'answered';
  }
  return false;
}

function poke(host: string, port: number, withinMs: number): Promise<'answered' | 'ended' | 'silent' | 'refused'> {
  return new Promise((resolve) => {
    let accepted = false;
    const socket = connect({ host, port });
    const settle = (reaction: 'answered' | 'ended' | 'silent' | 'refused') => {
      clearRealTimeout(timer);
      socket.destroy();
      resolve(reaction);
    };
    const timer = setRealTimeout(() => settle('silent'), withinMs);
    socket.once('connect', () => {
      accepted = true;
      socket.write('?\r\n\r\n');
    });
    socket.once('data', () => settle('answered'));
    socket.once('end', () => settle('ended'));
    socket.once('error', () => settle(accepted ? 'ended' : 'refused'));
  });
}
