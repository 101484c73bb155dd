import { execFile } from 'node:child_process';
import { join } from 'node:path';

export const engineDir = join(import.meta.dirname, '../..');

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the `course` command on a course, as an author does. */
export function runCourse(courseDir: string, ...args: readonly string[]): Promise<Ended> {
  return runNode([join(engineDir, 'src/cli/course.ts'), ...args], { COURSE_DIR: courseDir });
}

/** Runs a program on this Node, outside of the test's own module loader. */
export function runNode(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const options = { cwd: engineDir, env: { ...process.env, ...env }, maxBuffer: 2 ** 26 };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, options, (error, stdout, stderr) => {
      if (error && typeof error.code !== 'number') reject(error);
      else resolve({ code: Number(error?.code ?? 0), stdout, stderr });
    });
  });
}
