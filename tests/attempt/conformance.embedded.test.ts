import { openThreadSandbox } from '../../src/sandbox/embedded/thread-sandbox.ts';
import { describeConformance } from './conformance.ts';

describeConformance('embedded', openThreadSandbox);
