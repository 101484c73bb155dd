import type { APIRoute, GetStaticPaths } from 'astro';
import { course } from '../../site-build/course.ts';

export const getStaticPaths: GetStaticPaths = async () =>
  (await course()).pages.flatMap((page) => page.pairs.map((pair) => ({ params: { page: page.slug, pair: pair.id } })));

/** Wrong (`files`) and right (`solution`) of a pair, and the attempts made on both. */
export const GET: APIRoute = async ({ params }) => {
  const page = (await course()).pages.find(({ slug }) => slug === params['page']);
  return Response.json(page?.pairs.find(({ id }) => id === params['pair'])?.exercise);
};
