import { Machine } from '../machine/machine.ts';
import type { RunningProcess } from '../machine/running-process.ts';
import { webCarrier } from '../machine/web-carrier.ts';
import { type FromFrame, handshakeMessage, type ToFrame } from './frame-protocol.ts';

// The script of the sandboxed frame: it has no origin, no network and no storage, and speaks to its parent over one port.

const spareThreads = 2;

// No policy of any engine stops WebRTC. Programs never had it: they run in workers, which have none. Nor has this document.
for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection']) Reflect.deleteProperty(globalThis, name);

function programSource(): string {
  return document.getElementById('program')?.textContent ?? '';
}

function serve(port: MessagePort): void {
  const post = (message: FromFrame): void => port.postMessage(message);
  const machine = new Machine(webCarrier(programSource(), location.hash === '#raw'), spareThreads);
  const programs = new Map<number, Promise<RunningProcess | undefined>>();

  function spawn({ program, ...options }: ToFrame & { kind: 'spawn' }): void {
    const started = machine.spawn(options, {
      printed: (stream, text) => post({ kind: 'output', program, stream, text }),
      ended(ending) {
        programs.delete(program);
        post({ kind: 'ended', program, ending });
      },
    });
    programs.set(
      program,
      started.catch((error) => {
        post({ kind: 'ended', program, ending: { kind: 'broken', reason: String(error) } });
        return undefined;
      }),
    );
  }

  const forProgram = (program: number, act: (process: RunningProcess) => void): void => {
    programs.get(program)?.then((process) => process && act(process));
  };

  port.onmessage = ({ data }: MessageEvent<ToFrame>) => {
    switch (data.kind) {
      case 'mount':
        machine.mount(data.files);
        return;
      case 'spawn':
        spawn(data);
        return;
      case 'write':
        forProgram(data.program, (process) => process.write(data.text));
        return;
      case 'taken':
        forProgram(data.program, (process) => process.taken(data.characters));
        return;
      case 'kill':
        forProgram(data.program, (process) => process.kill());
        return;
      case 'ping':
        post({ kind: 'pong' });
        return;
    }
  };
  machine.booted().then(
    () => post({ kind: 'ready' }),
    (error: Error) => post({ kind: 'failed', reason: error.message }),
  );
}

let taken = false;
addEventListener('message', (event: MessageEvent<unknown>) => {
  const [port] = event.ports;
  if (taken || event.source !== parent || event.data !== handshakeMessage || !port) return;
  taken = true;
  serve(port);
});
