import { createHash } from 'node:crypto';

/** Where one file of Node's JavaScript library lies in the binary of the pinned package. */
export interface LibraryFile {
  /** The file's id in Node (`lib/<id>.js`), e.g. `internal/errors`. */
  readonly id: string;
  /** First byte in the binary. */
  readonly offset: number;
  /** Length in bytes. */
  readonly length: number;
  readonly encoding: LibraryEncoding;
  /** Hex SHA-256 of those bytes. */
  readonly sha256: string;
}

export type LibraryEncoding = 'latin1' | 'utf16le';

/** The committed table: which files of which version the runtime is made of, and where they are found. */
export interface LibraryTable {
  /** Node's version, as in `process.version`: `v24.21.0`. */
  readonly version: string;
  /** The npm package that carries the binary: name@version. */
  readonly package: string;
  /** The binary's path inside the package's tarball. */
  readonly binary: string;
  readonly files: readonly LibraryFile[];
}

/** The texts of the library's files by id. */
export type Library = ReadonlyMap<string, string>;

/** Hex SHA-256 of bytes. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Reads one file out of the binary; throws one sentence when its bytes are not those that the table promises. */
export function sliceLibraryFile(binary: Uint8Array, file: LibraryFile, table: LibraryTable): string {
  const bytes = Buffer.from(binary.buffer, binary.byteOffset + file.offset, file.length);
  return checkedText(bytes, file, table);
}

/** Decodes a file's bytes after comparing their hash with the table's. */
export function checkedText(bytes: Buffer, file: LibraryFile, table: LibraryTable): string {
  const found = sha256(bytes);
  if (found !== file.sha256) {
    throw new Error(
      `${table.package}: lib/${file.id}.js: expected sha256 ${file.sha256}, found ${found}: ` +
        'run `node src/runtime/build/make-tables.ts` to see what changed.',
    );
  }
  return bytes.toString(file.encoding);
}
