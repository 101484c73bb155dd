import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Bytes as they are, and as gzip and brotli make them at their best. */
export interface Sizes {
  readonly min: number;
  readonly gz: number;
  readonly br: number;
}

/** What files weigh together when each is compressed by itself, as a server does it. */
export async function sizesOf(files: readonly (string | Uint8Array)[]): Promise<Sizes> {
  const all = await Promise.all(files.map((file) => sizeOf(Buffer.from(file as Uint8Array))));
  const sum = (of: keyof Sizes): number => all.reduce((total, sizes) => total + sizes[of], 0);
  return { min: sum('min'), gz: sum('gz'), br: sum('br') };
}

async function sizeOf(bytes: Buffer): Promise<Sizes> {
  const [gz, br] = await Promise.all([
    promisify(gzip)(bytes, { level: 9 }),
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
  ]);
  return { min: bytes.length, gz: gz.length, br: br.length };
}

/** Kilobytes of brotli as a row's figure, the others beside it. */
export function sizeFigures({ min, gz, br }: Sizes): { readonly embedded: readonly number[]; readonly note: string } {
  const kB = (bytes: number): string => (bytes / 1000).toFixed(1);
  return { embedded: [br / 1000], note: `min ${kB(min)} kB, gz ${kB(gz)} kB` };
}
