import { openNodeSandbox } from '../../src/sandbox/node/node-sandbox.ts';
import { describeSandbox } from './describe-sandbox.ts';

describeSandbox('node', openNodeSandbox);
