import { openNodeSandbox } from '../../src/sandbox/node/node-sandbox.ts';
import { describeHardAttempts } from './hard-attempts.ts';

describeHardAttempts('node', openNodeSandbox);
