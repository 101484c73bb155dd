import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNodeSandbox } from '../../src/sandbox/node/node-sandbox.ts';
import { describeSandbox } from './describe-sandbox.ts';

describeSandbox('node', openNodeSandbox, { describe, test, beforeAll, afterAll, expect });
