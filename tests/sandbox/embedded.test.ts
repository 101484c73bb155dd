import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openThreadSandbox } from '../../src/sandbox/embedded/thread-sandbox.ts';
import { describeSandbox } from './describe-sandbox.ts';

describeSandbox('embedded', openThreadSandbox, { describe, test, beforeAll, afterAll, expect });
