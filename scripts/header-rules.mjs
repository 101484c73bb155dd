/**
 * Reads a `_headers` file as Netlify and Cloudflare Pages do: a path pattern at the start of a line, its fields indented below.
 * Returns a function from a path to its fields; where several patterns match, later ones win. `*` stands for anything.
 */
export function headerRules(text) {
  const rules = [];
  for (const line of text.split('\n')) {
    if (!line.trim() || line.startsWith('#')) continue;
    if (/^\S/.test(line)) {
      const pattern = line
        .trim()
        .replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')
        .replaceAll('*', '.*');
      rules.push({ path: new RegExp(`^${pattern}$`), fields: {} });
      continue;
    }
    const [name = '', ...value] = line.split(':');
    const rule = rules.at(-1);
    if (!rule || value.length === 0)
      throw new Error(`_headers: expected "  Name: value" below a path, found "${line.trim()}"`);
    rule.fields[name.trim().toLowerCase()] = value.join(':').trim();
  }
  return (path) => Object.assign({}, ...rules.filter((rule) => rule.path.test(path)).map((rule) => rule.fields));
}
