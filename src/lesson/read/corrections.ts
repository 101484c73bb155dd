import { join } from 'node:path';
import type { Correction, CorrectionPart, Evidence } from '../corrections.ts';
import type { Lesson } from '../course.ts';
import { correctionsSchema } from '../schema.ts';
import { conform } from './conform.ts';
import { type Desk, faultAt } from './desk.ts';
import { readText } from './folder.ts';
import { nearest } from './nearest.ts';
import { readYaml } from './source.ts';

/** Reads corrections.yaml, which may be missing; reports what it refers to and the lessons do not have. What `unread` lessons have is not known. */
export async function readCorrections(
  desk: Desk,
  lessons: readonly Lesson[],
  unread: ReadonlySet<string>,
): Promise<readonly CorrectionPart[]> {
  const file = desk.name('corrections.yaml');
  const text = await readText(join(desk.courseDir, 'corrections.yaml'));
  if (text === undefined) return [];
  const { source, faults: syntax } = readYaml(file, text);
  const { value: parts, faults } = syntax.length > 0 ? { faults: syntax } : conform(correctionsSchema, source);
  desk.report(...faults);
  const known = new Set(lessons.flatMap(evidenceOf));
  let number = 0;
  return (parts ?? []).map(({ title, claims }, part) => ({
    title,
    corrections: claims.map(({ says, verdict, instead, shownBy, cites }, claim): Correction => {
      for (const [index, name] of shownBy.entries()) {
        if (known.has(name) || unread.has(evidenceFrom(name).lesson)) continue;
        desk.report(
          faultAt(
            file,
            'a claim of the course, as `steps/<slug>/<claim>`, or `myths/<slug>/experiment`',
            `\`${name}\``,
            `name one that is there${nearest(name, known)}`,
            source.place([part, 'claims', claim, 'shownBy', index]),
          ),
        );
      }
      number++;
      return { number, says, verdict, ...(instead && { instead }), shownBy: shownBy.map(evidenceFrom), cites };
    }),
  }));
}

function evidenceOf(lesson: Lesson): readonly string[] {
  const ids = lesson.claims.map(({ id }) => `${lesson.id}/${id}`);
  return lesson.kind === 'myth' ? [`${lesson.id}/experiment`, ...ids] : ids;
}

function evidenceFrom(name: string): Evidence {
  const slash = name.lastIndexOf('/');
  return { lesson: name.slice(0, slash), id: name.slice(slash + 1) };
}
