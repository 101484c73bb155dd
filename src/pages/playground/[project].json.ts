import type { APIRoute, GetStaticPaths } from 'astro';
import { course } from '../../site-build/course.ts';
import { projectsOf } from '../../site-build/playgrounds.ts';

export const getStaticPaths: GetStaticPaths = async () =>
  projectsOf(await course()).map(({ name }) => ({ params: { project: name } }));

/** A server of the playground, whole, as its lab fetches it on the first intent. */
export const GET: APIRoute = async ({ params }) =>
  Response.json(projectsOf(await course()).find(({ name }) => name === params['project'])?.exercise);
