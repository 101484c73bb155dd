import { type MdastNode, mdxToMdast } from 'satteri';
import { type ComponentRule, components } from '../components.ts';
import type { Fault } from '../fault.ts';
import { nearest } from './nearest.ts';
import { type Place, top } from './source.ts';

/** What a lesson's prose refers to, where, and how long it is. */
export interface Prose {
  readonly components: readonly {
    readonly name: string;
    readonly attributes: Readonly<Record<string, string>>;
    readonly place: Place;
  }[];
  readonly links: readonly { readonly url: string; readonly place: Place }[];
  readonly images: readonly { readonly url: string; readonly place: Place }[];
  readonly anchors: readonly string[];
  /** Every run of plain text; code is none. */
  readonly texts: readonly { readonly text: string; readonly place: Place }[];
  readonly words: number;
}

/** The MDX of a page: its frontmatter's YAML text, and what its prose refers to. */
export interface Mdx {
  /** Begins on line 2 of the file. */
  readonly frontmatter: string | undefined;
  /** Undefined where it cannot be read. */
  readonly prose: Prose | undefined;
  readonly faults: readonly Fault[];
}

type Node = MdastNode & { readonly children?: readonly MdastNode[] };

/** Reads MDX with the site's own parser. Bad MDX, unknown components and attributes, and poor headings are faults. */
export function readMdx(file: string, text: string): Mdx {
  const frontmatter = /^---\n([\s\S]*?\n)?---(\n|$)/.exec(text)?.[1];
  let root: Node;
  try {
    root = mdxToMdast(text) as Node;
  } catch (error) {
    return { frontmatter, prose: undefined, faults: [syntaxFault(file, error)] };
  }
  const faults: Fault[] = [];
  const found = {
    components: [] as Prose['components'][number][],
    links: [] as Prose['links'][number][],
    images: [] as Prose['images'][number][],
    anchors: [] as string[],
    texts: [] as Prose['texts'][number][],
    words: 0,
  };
  let depth = 1;
  for (const node of walk(root)) {
    const place = placeOf(node);
    const fault = (expected: string, seen: string, remedy: string) =>
      faults.push({ file, ...place, expected, found: seen, remedy });
    switch (node.type) {
      case 'heading': {
        if (node.depth === 1) fault('headings from `##` on (the title is the page’s `#`)', '`#`', 'write `##`');
        else if (node.depth > depth + 1)
          fault(`a heading of at most ${depth + 1} \`#\``, '#'.repeat(node.depth), 'leave no level out');
        depth = node.depth;
        found.anchors.push(anchor(textOf(node)));
        break;
      }
      case 'image':
        if (!node.alt) fault('a text for those who do not see the picture', 'none', 'write it between `![` and `]`');
        found.images.push({ url: node.url, place });
        break;
      case 'link':
        found.links.push({ url: node.url, place });
        break;
      case 'text':
      case 'inlineCode':
        if (node.type === 'text') found.texts.push({ text: node.value, place });
        found.words += node.value.split(/\s+/).filter(Boolean).length;
        break;
      case 'mdxjsEsm':
        fault('prose and components', 'an import or export', 'remove it: every component is there by itself');
        break;
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement': {
        const attributes = readAttributes(node.attributes, fault);
        checkComponent(node.name ?? '', attributes, (node.children ?? []).length > 0, fault);
        found.components.push({ name: node.name ?? '', attributes, place });
        break;
      }
      default:
    }
  }
  return { frontmatter, prose: found, faults };
}

/** The id that a heading gets on the page. */
export function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .trim()
    .replaceAll(' ', '-');
}

type Say = (expected: string, found: string, remedy: string) => void;

/** Plain HTML that prose may use besides Markdown. */
const html = new Set(['abbr', 'br', 'dfn', 'kbd', 'small', 'sub', 'sup', 'var']);

function checkComponent(
  name: string,
  attributes: Readonly<Record<string, string>>,
  encloses: boolean,
  fault: Say,
): void {
  if (html.has(name)) return;
  const rule: ComponentRule | undefined = components[name];
  if (!rule) {
    fault(
      `a component that is known (${Object.keys(components).join(', ')})`,
      `<${name}>`,
      `mend its name${nearest(name, Object.keys(components))}, or put it in backticks`,
    );
    return;
  }
  const known = { ...rule.required, ...rule.optional };
  for (const attribute of Object.keys(attributes)) {
    if (Object.hasOwn(known, attribute)) continue;
    const names = Object.keys(known).map((one) => `\`${one}\``);
    fault(
      `${names.length > 0 ? `only ${names.join(', ')}` : 'no attribute'} on <${name}>`,
      `\`${attribute}\``,
      'remove it',
    );
  }
  for (const attribute of Object.keys(rule.required)) {
    if (!(attribute in attributes))
      fault(`\`${attribute}\` on <${name}>`, 'nothing', `write <${name} ${attribute}="…">`);
  }
  if (rule.encloses === 'nothing' && encloses) fault(`<${name}/> to stand alone`, 'content in it', `write <${name} />`);
  if (rule.encloses === 'something' && !encloses)
    fault(`<${name}> to enclose something`, 'nothing in it', `write <${name}>…</${name}>`);
}

type Attributes = Extract<MdastNode, { type: 'mdxJsxFlowElement' }>['attributes'];

function readAttributes(attributes: Attributes, fault: Say): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const attribute of attributes) {
    if (attribute.type === 'mdxJsxAttribute' && typeof attribute.value === 'string')
      texts[attribute.name] = attribute.value;
    else
      fault(
        'attributes with a text',
        attribute.type === 'mdxJsxAttribute' ? `\`${attribute.name}\` without one` : 'an expression',
        'write name="text"',
      );
  }
  return texts;
}

function* walk(node: Node): Generator<Node> {
  yield node;
  for (const child of node.children ?? []) yield* walk(child as Node);
}

function textOf(node: Node): string {
  return [...walk(node)].map((one) => ('value' in one && typeof one.value === 'string' ? one.value : '')).join('');
}

function placeOf(node: Node): Place {
  const start = node.position?.start;
  return start ? { line: start.line, column: start.column } : top;
}

function syntaxFault(file: string, error: unknown): Fault {
  const message = error instanceof Error ? error.message : String(error);
  const [, line = '1', column = '1', rest = message] = /^(\d+):(\d+): ([\s\S]*)$/.exec(message) ?? [];
  return { file, line: Number(line), column: Number(column), expected: 'MDX', found: rest, remedy: 'mend the syntax' };
}
