import { openNodeSandbox } from '../../src/sandbox/node/node-sandbox.ts';
import { describeConformance } from './conformance.ts';

describeConformance('node', openNodeSandbox);
