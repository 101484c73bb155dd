import type { ReaderFault } from './reader-faults/fault.ts';
import { moduleFaults } from './reader-faults/modules.ts';
import { proseFaults } from './reader-faults/prose.ts';
import { questionFaults } from './reader-faults/questions.ts';
import { schemaFaults } from './reader-faults/schema.ts';
import { spellingFaults } from './reader-faults/spelling.ts';
import { wordFaults } from './reader-faults/words.ts';

/** Every kind of fault that is found by reading. */
export const readerFaults: readonly ReaderFault[] = [
  ...schemaFaults,
  ...proseFaults,
  ...questionFaults,
  ...moduleFaults,
  ...wordFaults,
  ...spellingFaults,
];
