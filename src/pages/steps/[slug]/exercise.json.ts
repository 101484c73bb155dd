import type { APIRoute, GetStaticPaths } from 'astro';
import { course } from '../../../site-build/course.ts';

export const getStaticPaths: GetStaticPaths = async () =>
  (await course()).steps.map((step) => ({ params: { slug: step.slug } }));

/** The exercise of a step, whole, as the lab fetches it on the first intent. */
export const GET: APIRoute = async ({ params }) => {
  const step = (await course()).steps.find(({ slug }) => slug === params['slug']);
  return Response.json(step?.exercise);
};
