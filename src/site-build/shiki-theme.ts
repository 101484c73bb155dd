import type { ShikiTransformer, ThemeRegistration } from 'shiki';

const scopes = {
  k: ['keyword', 'storage', 'keyword.operator.new', 'keyword.operator.expression', 'variable.language'],
  s: ['string', 'punctuation.definition.string', 'string.quoted', 'string.regexp'],
  c: ['comment', 'punctuation.definition.comment'],
  f: ['entity.name.function', 'support.function', 'meta.function-call.generic.python'],
  t: ['entity.name.type', 'support.type', 'support.class', 'entity.name.class'],
  n: ['constant.numeric', 'constant.language', 'constant.character.escape'],
  p: ['variable.parameter', 'support.type.property-name.json'],
  o: ['keyword.operator', 'punctuation'],
} as const;

const names = Object.keys(scopes) as (keyof typeof scopes)[];
const fakeColour = (index: number) => `#0000${(index + 16).toString(16)}`;
const classOf = new Map(names.map((name, index) => [fakeColour(index), name]));

/** A theme whose colours only name what a token is; `classes` turns each into a one-letter class, so that no inline style remains. */
export const theme: ThemeRegistration = {
  name: 'handshake',
  type: 'light',
  fg: '#000001',
  bg: '#000002',
  settings: names.map((name, index) => ({ scope: [...scopes[name]], settings: { foreground: fakeColour(index) } })),
};

/** Turns the fake colours into classes; lines get `l`, and `hl`, `ins`, `del` where the fence says `{2,4-6}`, `ins={…}`, `del={…}`. */
export const classes: ShikiTransformer = {
  name: 'handshake:classes',
  pre(node) {
    const meta = this.options.meta?.__raw ?? '';
    delete node.properties['style'];
    node.properties['class'] = 'code';
    node.properties['translate'] = 'no';
    node.properties['tabindex'] = '0';
    const title = /title="([^"]+)"/.exec(meta)?.[1];
    if (title) node.properties['data-title'] = title;
  },
  // The line break belongs to its line, so that lines can be blocks and the text stays whole.
  code(node) {
    node.children = node.children.flatMap((child, index, all) => {
      if (child.type === 'text') return [];
      const next = all[index + 1];
      return [
        next?.type === 'text' && child.type === 'element' ? { ...child, children: [...child.children, next] } : child,
      ];
    });
  },
  line(node, line) {
    const meta = this.options.meta?.__raw ?? '';
    const marked = (pattern: RegExp) => lineNumbers(pattern.exec(meta)?.[1]).has(line);
    const marks = [
      marked(/(?:^|\s)\{([\d,-]+)\}/) && 'hl',
      marked(/ins=\{([\d,-]+)\}/) && 'ins',
      marked(/del=\{([\d,-]+)\}/) && 'del',
    ];
    node.properties['class'] = ['l', ...marks.filter(Boolean)].join(' ');
  },
  span(node) {
    const colour = /color:\s*(#[0-9a-f]{6})/i.exec(String(node.properties['style'] ?? ''))?.[1]?.toLowerCase();
    delete node.properties['style'];
    const name = colour && classOf.get(colour);
    if (name) node.properties['class'] = name;
  },
};

// `1,3-5` → {1, 3, 4, 5}
function lineNumbers(ranges = ''): ReadonlySet<number> {
  return new Set(
    ranges
      .split(',')
      .filter(Boolean)
      .flatMap((range) => {
        const [first = 0, last = first] = range.split('-').map(Number);
        return Array.from({ length: last - first + 1 }, (_, index) => first + index);
      }),
  );
}
