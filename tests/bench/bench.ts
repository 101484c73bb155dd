import { availableParallelism, loadavg } from 'node:os';
import { Bench } from './bench-places.ts';
import { isWanted, readOptions } from './options.ts';
import { rows } from './rows.ts';
import { type Line, tableOf } from './table.ts';

// Speed and size of this working copy, in one table: `npm run bench [-- --quick] [--gate] [part of a row's name …]`. Progress goes to
// stderr, the table to stdout. Both hosts are measured in turn within each row. A missed aim is told, it is no failure.

/** A row that has had so long begins no further round. */
const budgetMs = 30_000;

const options = readOptions(process.argv.slice(2));
const wanted = rows.filter((row) => isWanted(row, options));
if (wanted.length === 0) {
  console.error(`expected part of a row's name, found ${options.wanted.join(' ')}; the rows are:`);
  for (const { name } of rows) console.error(`  ${name}`);
  process.exit(2);
}
const bench = new Bench({ count: options.rounds, budgetMs });
const lines: Line[] = [];
try {
  for (const [index, row] of wanted.entries()) {
    const begun = performance.now();
    process.stderr.write(`${index + 1}/${wanted.length} ${row.name} …`);
    lines.push({ row, measured: await row.measure(bench).catch((error: Error) => ({ failed: error.message })) });
    await bench.closeRow();
    process.stderr.write(` ${((performance.now() - begun) / 1000).toFixed(1)} s\n`);
  }
  console.log(tableOf(lines));
  console.log(
    `\nNode ${process.versions.node} and Chromium ${(await bench.browser()).version()} on ${availableParallelism()} processors, load ${loadavg()[0]?.toFixed(1)}.`,
  );
} finally {
  await bench.close();
}
process.exitCode = lines.some(({ measured }) => 'failed' in measured) ? 1 : 0;
