import { spawn } from 'node:child_process';

/** A screen that nobody sees, for a browser without a headless mode. */
export interface Display {
  /** What DISPLAY is set to. */
  readonly name: string;
  close(): void;
}

/** Starts Xvfb on a number that is free. */
export async function startDisplay(): Promise<Display> {
  const server = spawn('Xvfb', ['-displayfd', '1', '-nolisten', 'tcp'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const number = await new Promise<string>((resolve, reject) => {
    server.on('error', reject);
    server.on('exit', (code) => reject(new Error(`expected Xvfb to stay, found exit ${code}`)));
    server.stdout.once('data', (bytes) => resolve(String(bytes).trim()));
  });
  return { name: `:${number}`, close: () => void server.kill() };
}
