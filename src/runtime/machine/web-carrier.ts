import type { FromProgram } from '../protocol.ts';
import type { Carrier, ParseFailure } from './carrier.ts';
import { ShareWorker } from './share-worker.ts';

/** Programs on Web Workers of the present document. `script` is the program's script, built for `web-worker`. */
export function webCarrier(script: string, rawGlobals: boolean): Carrier {
  const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' })) + (rawGlobals ? '#raw' : '');
  const share = new ShareWorker();
  return {
    startThread(listener) {
      const worker = new Worker(url);
      worker.onmessage = (event: MessageEvent<FromProgram>) => listener.message(event.data);
      worker.onerror = (event) => listener.failed(event.message || 'the worker could not start');
      return {
        post: (message, transfer) => worker.postMessage(message, [...transfer]),
        hold() {},
        measureShare: () => share.measure(),
        terminate() {
          worker.onmessage = null;
          worker.onerror = null;
          worker.terminate();
        },
      };
    },
    checkSyntax: parseFailure,
    now: () => performance.now(),
  };
}

/** Has the engine parse the expression without running it, by a script element: that tells the place of an error. */
function parseFailure(code: string): Promise<ParseFailure | undefined> {
  const url = URL.createObjectURL(new Blob([`void ${code}`], { type: 'text/javascript' }));
  const element = document.createElement('script');
  return new Promise((resolve) => {
    let failure: ParseFailure | undefined;
    const failed = (event: ErrorEvent): void => {
      if (event.filename !== url) return;
      event.preventDefault();
      const message = event.message.replace(/^(Uncaught )?SyntaxError: /, '');
      const column = event.lineno === 1 ? event.colno - 'void '.length : event.colno;
      failure = { message, line: event.lineno, column };
    };
    const done = (): void => {
      removeEventListener('error', failed);
      element.remove();
      URL.revokeObjectURL(url);
      resolve(failure);
    };
    addEventListener('error', failed);
    element.onload = done;
    element.onerror = done;
    element.src = url;
    document.head.append(element);
  });
}
