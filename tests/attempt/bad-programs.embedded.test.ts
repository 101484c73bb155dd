import { openThreadSandbox } from '../../src/sandbox/embedded/thread-sandbox.ts';
import { describeBadPrograms } from './bad-programs.ts';

describeBadPrograms('embedded', openThreadSandbox);
