import { openNodeSandbox } from '../../src/sandbox/node/node-sandbox.ts';
import { describeBadPrograms } from './bad-programs.ts';

describeBadPrograms('node', openNodeSandbox);
