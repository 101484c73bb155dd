import { openThreadSandbox } from '../../src/sandbox/embedded/thread-sandbox.ts';
import { describeHardAttempts } from './hard-attempts.ts';

describeHardAttempts('embedded', openThreadSandbox);
