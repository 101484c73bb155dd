#!/usr/bin/env node
import { resolve } from 'node:path';
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { type CheckOptions, checkCommand } from './check-command.ts';
import { hostNames } from './hosts.ts';
import { type Makable, makable, newCommand } from './new-command.ts';
import { recordCommand } from './record-command.ts';
import { schemasCommand } from './schemas-command.ts';
import { serveCommand } from './serve-command.ts';
import { wordsOfDisk } from './words-of-disk.ts';

const engineDir = resolve(import.meta.dirname, '../..');

/** Exit codes: everything is as it must be; the lessons have faults; the command was not understood; it was stopped. */
export const exitCodes = { fine: 0, faults: 1, usage: 2, stopped: 130 } as const;

/** Programs of attempts are groups of their own, which no signal reaches but ours. */
const stops = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const host = () => new Option('--host <host>', 'where servers and probe run').choices(hostNames).default('node');

const program = new Command('course')
  .description("The authors' tools. COURSE_DIR names the folder of another course; without it, lessons/ is meant.")
  .exitOverride()
  .showHelpAfterError('(course --help tells how it is used)');

program
  .command('check')
  .description('reads lessons and holds them against everything that they must keep to; prints every fault')
  .argument('[slug...]', 'lessons, such as passing-credentials; all of them when left out')
  .addOption(host())
  .option('--all', 'runs lessons again that have not changed since they passed')
  .option('--watch', 'checks again whenever a file of the course is saved')
  .option('--json', 'prints one JSON object')
  .addHelpText('after', '\nExample: course check passing-credentials --host embedded')
  .action(
    run((places, signal, slugs: string[], options: CheckOptions) => checkCommand(places, slugs, options, signal)),
  );

program
  .command('record')
  .description(
    'runs every check and experiment of lessons and writes recordings/*.wsrec, which pages show without JavaScript',
  )
  .argument('[slug...]', 'lessons; all of them when left out')
  .option('--all', 'writes recordings again that are up to date')
  .addHelpText('after', '\nExample: course record passing-credentials')
  .action(
    run((places, signal, slugs: string[], options: { all?: boolean }) => recordCommand(places, slugs, options, signal)),
  );

program
  .command('new')
  .description('writes a lesson or a template that passes `check` as it is; never overwrites')
  .addArgument(new Argument('<kind>', 'what to write').choices(makable))
  .argument('<slug>', 'its name in addresses, such as second-door')
  .option('--title <title>', 'its heading; made from the slug when left out')
  .addHelpText('after', '\nExample: course new step second-door --title "The second door"')
  .action(
    run((places, signal, kind: Makable, slug: string, options: { title?: string }) =>
      newCommand(places, kind, slug, options, signal),
    ),
  );

program
  .command('serve')
  .description('shows the site as it is being written: what is saved is shown at once, and a fault as `check` words it')
  .option('--port <port>', 'port on loopback; 4321 or the next free one when left out', portFrom)
  .addHelpText('after', '\nExample: course serve --port 4400')
  .action(run((places, signal, options: { port?: string }) => serveCommand(places, options, signal)));

program
  .command('schemas')
  .description('writes the JSON Schemas with which editors complete YAML')
  .addHelpText('after', '\nExample: course schemas')
  .action(run((places) => schemasCommand(places.engineDir)));

interface Places {
  readonly engineDir: string;
  readonly courseDir: string;
}

/** Runs a command with the places and a signal that Ctrl+C aborts, or a terminal that is closed, and ends with its exit code. */
function run<Args extends unknown[]>(command: (places: Places, signal: AbortSignal, ...args: Args) => Promise<number>) {
  return async (...args: Args): Promise<void> => {
    const stop = new AbortController();
    // A terminal sends Ctrl+C to this process and to npm, which passes it on: the second one is no second wish.
    const abort = () => stop.abort();
    for (const signal of stops) process.on(signal, abort);
    const places = { engineDir, courseDir: resolve(process.env['COURSE_DIR'] || resolve(engineDir, 'lessons')) };
    try {
      process.exitCode = await command(places, stop.signal, ...args);
    } catch (error) {
      if (!stop.signal.aborted) throw error;
      process.exitCode = exitCodes.stopped;
    } finally {
      for (const signal of stops) process.off(signal, abort);
    }
  };
}

/** A port as it was typed. 0 would be any free one, which `serve` takes when none is named. */
function portFrom(typed: string): string {
  const isPort = /^\d{1,5}$/.test(typed) && Number(typed) >= 1 && Number(typed) <= 65_535;
  if (!isPort) throw new InvalidArgumentError('Expected a number from 1 to 65535, such as 4400.');
  return typed;
}

// `course check | head`: who reads has enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(exitCodes.stopped);
});

try {
  await program.parseAsync();
} catch (error) {
  const refused = wordsOfDisk(error);
  if (refused !== undefined) {
    console.error(refused);
    process.exitCode = exitCodes.faults;
  } else {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? exitCodes.fine : exitCodes.usage;
  }
}
