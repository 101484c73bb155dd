import type { APIRoute } from 'astro';
import { editorTypes } from '../site-build/editor-types.ts';

/** The types that the lab's editor knows, fetched when it takes over. */
export const GET: APIRoute = async () => Response.json(await editorTypes('node_modules'));
