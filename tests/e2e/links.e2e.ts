import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { pagesOf } from './site.ts';

/** Pages of the built site by their path, each as its HTML. */
const html = new Map(pagesOf().map((path) => [path, readFileSync(`dist${path}index.html`, 'utf8')]));
const idsOf = new Map([...html].map(([path, text]) => [path, new Set(attributes(text, 'id'))]));

test('every link inside the site leads to a page that is there, and to an anchor on it', () => {
  const broken: string[] = [];
  let followed = 0;
  for (const [from, text] of html) {
    for (const href of attributes(text, 'href')) {
      if (/^(https:|mailto:)/.test(href) || /\.[a-z0-9]+$/.test(href.split('#')[0] ?? '')) continue;
      followed++;
      const { pathname, hash } = new URL(href, `https://site.test${from}`);
      const ids = idsOf.get(pathname);
      if (!ids) broken.push(`${from}: ${href} leads nowhere`);
      else if (hash !== '' && !ids.has(decodeURIComponent(hash.slice(1))))
        broken.push(`${from}: ${href} has no such place`);
    }
  }
  expect(followed).toBeGreaterThan(html.size);
  expect([...new Set(broken)]).toEqual([]);
});

test('every file that a page names is there', async ({ request }) => {
  const files = new Set<string>();
  for (const [from, text] of html) {
    for (const address of [...attributes(text, 'href'), ...attributes(text, 'src')]) {
      if (/^\/?[^:]*\.[a-z0-9]+$/.test(address)) files.add(new URL(address, `https://site.test${from}`).pathname);
    }
  }
  expect(files.size).toBeGreaterThan(3);
  const missing: string[] = [];
  for (const file of files) if ((await request.get(file)).status() !== 200) missing.push(file);
  expect(missing).toEqual([]);
});

test('no page has two elements of one id', () => {
  const twice = [...html].flatMap(([path, text]) => {
    const ids = attributes(text, 'id');
    return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${path}: ${id}`);
  });
  expect(twice).toEqual([]);
});

test('what a picture shows is said in whole sentences, or the picture is hidden from those who cannot see it', () => {
  const wrong: string[] = [];
  let pictures = 0;
  for (const [path, text] of html) {
    for (const [tag] of text.matchAll(/<(img|svg)\b[^>]*>/g)) {
      if (/aria-hidden="true"/.test(tag) || /\balt=""/.test(tag)) continue;
      pictures++;
      // A name may be short where a description follows it.
      const id = (/aria-describedby="([^"]+)"/.exec(tag) ?? /aria-labelledby="([^"]+)"/.exec(tag))?.[1];
      const words = id === undefined ? /\b(?:alt|aria-label)="([^"]+)"/.exec(tag)?.[1] : textOf(text, id);
      if (!words || !/^\p{Lu}.*\.$/su.test(words.trim()))
        wrong.push(`${path}: ${tag.slice(0, 80)}: ${words ?? 'no words'}`);
    }
  }
  expect(pictures).toBeGreaterThan(0);
  expect(wrong).toEqual([]);
});

/** The values of an attribute in a page, entities resolved. */
function attributes(text: string, name: string): readonly string[] {
  const found = text.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'));
  return [...found].map(([, value = '']) => value.replaceAll('&amp;', '&').replaceAll('&#38;', '&'));
}

/** The text of the element with an id, as far as its own closing tag. */
function textOf(text: string, ids: string): string {
  return ids
    .split(' ')
    .map((id) => new RegExp(`\\sid="${id}"[^>]*>([^<]*)<`).exec(text)?.[1] ?? '')
    .join(' ');
}
