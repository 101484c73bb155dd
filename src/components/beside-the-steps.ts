import type { Course, Page } from '../lesson/course.ts';

/** The page whose prose stands on the start page, and nowhere else. */
export const OVERVIEW = 'overview';

export function overviewOf(course: Course): Page | undefined {
  return course.pages.find(({ slug }) => slug === OVERVIEW);
}

/** Everything that has a page of its own beside steps and myths, in the order of navigation. */
export function besideTheSteps(course: Course): readonly { readonly href: string; readonly title: string }[] {
  const own = [
    { href: '/playground/', title: 'Playground' },
    ...(course.corrections.length > 0 ? [{ href: '/corrections/', title: 'Corrections' }] : []),
    { href: '/claims/', title: 'Every claim' },
    { href: '/review/', title: 'Review' },
    { href: '/progress/', title: 'Your progress' },
  ];
  const written = course.pages.filter(({ slug }) => slug !== OVERVIEW);
  return [...written.map(({ slug, title }) => ({ href: `/${slug}/`, title })), ...own];
}
