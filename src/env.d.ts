/// <reference types="astro/client" />

declare namespace App {
  interface Locals {
    /** What the page shows: components in its prose find their claims, questions and recordings here. */
    lesson: import('./lesson/course.ts').Lesson;
  }
}
