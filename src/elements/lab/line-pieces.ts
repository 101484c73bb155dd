import { mentionsIn } from '../../files/places.ts';
import { filesOf } from '../../lab/edits.ts';
import type { LabState } from '../../lab/lab-state.ts';
import { credentialsIn, splitAtCredentials } from '../../wire/credential.ts';
import type { Piece } from '../console/console-element.ts';

/** A printed line with the learner's own places and every credential in it told apart: a log is where credentials leak. */
export function linePieces(text: string, state: LabState): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, end, path, line } of mentionsIn(text, filesOf(state.exercise.files, state.edits))) {
    if (state.exercise.hidden.includes(path)) continue;
    pieces.push(...credentialPieces(text.slice(at, start), state), {
      kind: 'place',
      text: text.slice(start, end),
      path,
      line,
    });
    at = end;
  }
  return [...pieces, ...credentialPieces(text.slice(at), state)];
}

function credentialPieces(text: string, { rows }: LabState): readonly Piece[] {
  if (text === '') return [];
  const known = rows.flatMap((row) => (row.kind === 'judged' ? credentialsIn(row.judged.transcript) : []));
  return splitAtCredentials(text, known).map((piece) => ({
    kind: piece.isCredential ? 'credential' : 'text',
    text: piece.text,
  }));
}
