import { resolve } from 'node:path';
import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import { themeBeforePaint } from './src/layouts/theme-before-paint.ts';
import { courseReload } from './src/site-build/course-reload.ts';
import { cspHash } from './src/site-build/csp-hash.ts';
import { isolationHeaders } from './src/site-build/isolation-headers.ts';
import { monaco } from './src/site-build/monaco.ts';
import { classes, theme } from './src/site-build/shiki-theme.ts';

const courseDir = resolve(process.env.COURSE_DIR || 'lessons');

const FIRST =
  /preload-helper|src\/layouts\/page\.astro\?astro|src\/(?:elements\/(?:reading\/start|lab\/start|editor\/intent|progress\/(?:shown-marks|visit|names))|progress\/(?:marks|doorstep|lesson-mark))\.ts/;

export default defineConfig({
  site: process.env.SITE ?? 'http://localhost:4321',
  output: 'static',
  trailingSlash: 'always',
  devToolbar: { enabled: false },
  server: { headers: isolationHeaders },
  integrations: [mdx()],
  markdown: { shikiConfig: { theme, transformers: [classes] } },
  security: {
    csp: {
      directives: [
        "default-src 'self'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self'",
        "frame-src 'self' https://stackblitz.com",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
      ],
      scriptDirective: { hashes: [cspHash(themeBeforePaint)] },
      styleDirective: {
        // Monaco puts empty style elements into the page and fills them through the CSSOM: the hash of nothing lets it.
        hashes: [{ hash: cspHash(''), kind: 'element' }],
        resources: [
          { resource: "'self'", kind: 'default' },
          { resource: "'self'", kind: 'element' },
          { resource: "'unsafe-inline'", kind: 'attribute' },
        ],
      },
    },
  },
  vite: {
    resolve: { alias: { '@course': courseDir } },
    server: { fs: { allow: ['.', courseDir] } },
    plugins: [monaco(), courseReload({ engineDir: process.cwd(), courseDir })],
    worker: { format: 'es', plugins: () => [monaco()] },
    environments: {
      client: {
        build: {
          rolldownOptions: {
            output: {
              // What every page loads before anybody touches it is one file: each more costs half a kilobyte of header fields.
              codeSplitting: { groups: [{ name: 'first', test: FIRST }] },
            },
          },
        },
      },
    },
    build: {
      chunkSizeWarningLimit: 8000,
      rolldownOptions: { onwarn: (warning, next) => warning.code === 'MODULE_LEVEL_DIRECTIVE' || next(warning) },
    },
  },
});
