import type { Row } from './row.ts';
import { coldBootRows } from './rows/cold-boot.ts';
import { connectionRows } from './rows/connections.ts';
import { editToVerdictRows } from './rows/edit-to-verdict.ts';
import { editorSizeRows } from './rows/editor-sizes.ts';
import { endlessLoopRows } from './rows/endless-loop.ts';
import { gateRows } from './rows/gate.ts';
import { longestTaskRows } from './rows/longest-task.ts';
import { memoryRows } from './rows/memory.ts';
import { messageRows } from './rows/messages.ts';
import { pageSizeRows } from './rows/page-sizes.ts';
import { runtimeSizeRows } from './rows/runtime-sizes.ts';
import { serveRows } from './rows/serve.ts';

/** Every row of the table, in its order. */
export const rows: readonly Row[] = [
  ...coldBootRows,
  ...editToVerdictRows,
  ...messageRows,
  ...connectionRows,
  ...memoryRows,
  ...endlessLoopRows,
  ...longestTaskRows,
  ...serveRows,
  ...runtimeSizeRows,
  ...pageSizeRows,
  ...editorSizeRows,
  ...gateRows,
];
