import { openNodeSandbox } from '../../src/sandbox/node/node-sandbox.ts';
import { describeSession } from './session.ts';

describeSession('node', openNodeSandbox);
