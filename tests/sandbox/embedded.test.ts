import { openThreadSandbox } from '../../src/sandbox/embedded/thread-sandbox.ts';
import { describeSandbox } from './describe-sandbox.ts';

describeSandbox('embedded', openThreadSandbox);
