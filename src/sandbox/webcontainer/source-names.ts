/**
 * What a program prints names its files as they ran: `/home/lesson/app/server.js:12`. Gives them the names that the learner knows.
 * `stems` are the mounted paths of TypeScript files without `.ts`. A name that two chunks of output share stays as it is.
 */
export function withSourceNames(text: string, stems: ReadonlySet<string>): string {
  return text.replace(/((?:\/[\w@.-]+)+)\.js\b/g, (name, stem: string) =>
    [...stems].some((known) => stem.endsWith(`/${known}`)) ? `${stem}.ts` : name,
  );
}
