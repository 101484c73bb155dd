/// <reference types="astro/client" />

declare namespace App {
  interface Locals {
    /** What the page shows: components in its prose find their claims, questions and recordings here. */
    lesson: import('./lesson/course.ts').Lesson;
    /** On the page of a myth: the server of its experiment, highlighted. */
    experimentCode?: string;
    /** On a page with pairs: the code of each, highlighted, by its id. */
    pairs?: Readonly<Record<string, { readonly wrong: string; readonly right: string }>>;
  }
}
