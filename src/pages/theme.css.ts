import type { APIRoute } from 'astro';
import { course } from '../site-build/course.ts';
import { themeSheet } from '../site-build/theme.ts';
import tokens from '../styles/tokens.css?raw';

/** The course's own values for design tokens; pages link it only where there are some. */
export const GET: APIRoute = async () =>
  new Response(themeSheet((await course()).theme, tokens), { headers: { 'Content-Type': 'text/css; charset=utf-8' } });
