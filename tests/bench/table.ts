import { aimWords, missOf, ratioOf } from './aim.ts';
import { type Figures, figuresOf } from './figures.ts';
import type { Measured, Row } from './row.ts';

const heads = ['', 'native', 'p90', 'embedded', 'p90', 'unit', 'n', 'ratio', 'aim', ''] as const;
const leftAligned = new Set([0, 5, 8, 9]);

/** One measured row, or why it could not be measured. */
export interface Line {
  readonly row: Pick<Row, 'name' | 'unit' | 'aim' | 'floor' | 'why'>;
  readonly measured: Measured | { readonly failed: string };
}

/** The whole table as text. Columns are as wide as what stands in them; the last one is prose. */
export function tableOf(lines: readonly Line[]): string {
  const cells = [heads, ...lines.map(cellsOf)];
  const widths = heads.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const pad = (cell: string, column: number): string =>
    leftAligned.has(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return cells.map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
}

function cellsOf({ row, measured }: Line): readonly string[] {
  if ('failed' in measured) {
    return [row.name, '', '', '', '', row.unit, '', '', aimWords(row.aim, row.unit), `failed: ${measured.failed}`];
  }
  const native = measured.native && figuresOf(measured.native);
  const embedded = measured.embedded && figuresOf(measured.embedded);
  const medians = { ...(native && { native }), ...(embedded && { embedded }) };
  const ratio = ratioOf(row.aim, medians);
  const miss = row.aim && embedded ? missOf(row.aim, medians) : undefined;
  return [
    row.name,
    ...shown(native, row.floor),
    ...shown(embedded, row.floor),
    row.unit,
    String(embedded?.rounds ?? native?.rounds ?? ''),
    ratio === undefined ? '' : ratio.toFixed(2),
    aimWords(row.aim, row.unit),
    [verdict(miss, row.why), measured.note].filter(Boolean).join('; '),
  ];
}

function shown(figures: Figures | undefined, floor = 0): readonly [median: string, p90: string] {
  if (!figures) return ['', ''];
  const show = (value: number): string => (value < floor ? `< ${floor}` : inThreeDigits(value));
  return [show(figures.median), figures.rounds === 1 ? '' : show(figures.p90)];
}

function verdict(miss: number | undefined, why = ''): string {
  if (miss === undefined) return '';
  if (miss === 0) return 'holds';
  return `misses by ${Math.max(1, Math.round(miss * 100))} %${why === '' ? '' : `, likely because ${why}`}`;
}

/** Three digits say all that a noisy machine can: 0.123, 12.3, 1234. */
export function inThreeDigits(value: number): string {
  if (value === 0) return '0';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(digits);
}
