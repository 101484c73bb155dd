import type { APIRoute, GetStaticPaths } from 'astro';
import { experimentsOf } from '../../lesson/experiment-of.ts';
import { course } from '../../site-build/course.ts';

/** Everything that a page may run without a lab, one file each: the experiment, and its recording for where it cannot run. */
export const getStaticPaths: GetStaticPaths = async () => {
  const { steps, myths, pages } = await course();
  return [...steps, ...myths, ...pages].flatMap((lesson) =>
    experimentsOf(lesson).map((experiment) => ({
      params: { id: `${lesson.id}/${experiment.id}` },
      props: { experiment, recording: lesson.recordings[experiment.id] ?? null },
    })),
  );
};

export const GET: APIRoute = ({ props }) => Response.json(props);
