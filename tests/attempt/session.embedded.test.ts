import { openThreadSandbox } from '../../src/sandbox/embedded/thread-sandbox.ts';
import { describeSession } from './session.ts';

describeSession('embedded', openThreadSandbox);
