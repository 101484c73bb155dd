import type { Files } from '../../files/files.ts';

/**
 * The surface on which a learner changes the files of an exercise. Whoever holds it does not learn which one it is: a plain text
 * area at first, Monaco after the first intent. Text, caret, scroll and marks go over from one to the other.
 */
export interface Editor {
  /** The file that is shown. */
  readonly path: string;
  /** Every file as it stands now, with the learner's edits. */
  readonly files: Files;
  /** Shows a file, and moves the caret when a place is given. Opening what is not there is a `RangeError`. */
  open(path: string, at?: Place): void;
  /** Replaces the whole project: files may appear, change and go. Not reported to `onEdit`. The shown file stays if it still exists. */
  setFiles(files: Files): void;
  /** Replaces all marks of all files. */
  mark(marks: readonly Mark[]): void;
  focus(): void;
  /** Frees what it holds; the text area that the page was served with stays, with the last text. */
  dispose(): void;
}

/** Lines and columns count from 1, columns in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column?: number;
}

/** A line of a file that something is said about: a difference found (`refuse`), an error of the program (`fault`), or a remark (`note`). */
export interface Mark {
  readonly path: string;
  readonly line: number;
  readonly kind: 'refuse' | 'fault' | 'note';
  /** One sentence, shown at the line and read out when the caret is there. */
  readonly says: string;
}

export interface EditorOptions {
  readonly files: Files;
  /** The file to show first. */
  readonly path: string;
  readonly readOnly?: (path: string) => boolean;
  /** Called for each edit by the learner, at once, with the file's whole new text. */
  readonly onEdit: (path: string, text: string) => void;
  /** Called for Ctrl+Enter and Cmd+Enter in the editor. */
  readonly onRun?: () => void;
}
