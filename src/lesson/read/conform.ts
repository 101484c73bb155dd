import * as z from 'zod';
import type { Fault } from '../fault.ts';
import { nearest } from './nearest.ts';
import type { Source } from './source.ts';

type Issue = z.core.$ZodIssue;

/** What a schema that knows better may put into a custom issue's `params`. */
export interface Advice {
  readonly expected: string;
  readonly found?: string;
  readonly remedy: string;
}

/** Holds a source against a schema: its value when it conforms, else a fault for each difference. */
export function conform<T>(
  schema: z.ZodType<T>,
  source: Source,
): { readonly value?: T; readonly faults: readonly Fault[] } {
  const result = schema.safeParse(source.data);
  if (result.success) return { value: result.data, faults: [] };
  return { faults: result.error.issues.flatMap((issue) => faultsOf(issue, source, schema)) };
}

function faultsOf(issue: Issue, source: Source, schema: z.core.$ZodType): readonly Fault[] {
  const name = nameOf(issue.path);
  if (issue.message.startsWith('must ')) {
    const value = valueAt(source.data, issue.path);
    const isCount = issue.code === 'too_small' || issue.code === 'too_big';
    const found = isCount ? measured(value) : shown(value);
    return [
      {
        file: source.file,
        ...source.place(issue.path),
        expected: `${name} to ${issue.message.slice(5)}`,
        found,
        remedy: 'mend it',
      },
    ];
  }
  const input = valueAt(source.data, issue.path);
  const at = (advice: Required<Advice>): Fault => ({ file: source.file, ...source.place(issue.path), ...advice });
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        file: source.file,
        ...source.placeOfKey([...issue.path, key]),
        expected: `only keys that are known${issue.path.length > 0 ? ` in ${name}` : ''}`,
        found: `\`${key}\``,
        remedy: `remove it, or mend its spelling${nearest(key, keysAt(schema, issue.path))}`,
      }));
    case 'invalid_type':
      return [
        input === undefined
          ? at({ expected: `${name} (${article(issue.expected)})`, found: 'nothing', remedy: `add ${name}` })
          : at({
              expected: `${name} to be ${article(issue.expected)}`,
              found: shown(input),
              remedy: `write ${article(issue.expected)}`,
            }),
      ];
    case 'invalid_value':
      return [
        at({
          expected: `${name} to be one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`,
          found: shown(input),
          remedy: 'write one of them',
        }),
      ];
    case 'too_small':
      return [
        at({
          expected: `${name} to have at least ${counted(issue.minimum, issue.origin)}`,
          found: measured(input),
          remedy: 'add what is missing',
        }),
      ];
    case 'too_big':
      return [
        at({
          expected: `${name} to have at most ${counted(issue.maximum, issue.origin)}`,
          found: measured(input),
          remedy: 'shorten it',
        }),
      ];
    case 'custom': {
      const advice = issue.params as Partial<Advice> | undefined;
      return [
        at({
          expected: advice?.expected ?? `${name}: ${issue.message}`,
          found: advice?.found ?? shown(input),
          remedy: advice?.remedy ?? 'mend it',
        }),
      ];
    }
    case 'invalid_union': {
      const closest = issue.errors.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)[0];
      if (closest && closest.length > 0 && depth(closest) > 0) {
        return closest.flatMap((inner) =>
          faultsOf({ ...inner, path: [...issue.path, ...inner.path] } as Issue, source, schema),
        );
      }
      return [
        at({
          expected: `${name} to be of a kind that is known`,
          found: shown(input),
          remedy: 'see the schema for its kinds',
        }),
      ];
    }
    default:
      return [at({ expected: `${name}: ${issue.message}`, found: shown(input), remedy: 'mend it' })];
  }
}

/** The keys that a schema knows at a path; none where it takes one of several, or any. */
function keysAt(schema: z.core.$ZodType | undefined, path: readonly PropertyKey[]): readonly string[] {
  if (schema instanceof z.ZodExactOptional || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return keysAt(schema.unwrap(), path);
  const [key, ...rest] = path;
  if (schema instanceof z.ZodObject)
    return key === undefined ? Object.keys(schema.shape) : keysAt(schema.shape[String(key)], rest);
  if (key === undefined) return [];
  if (schema instanceof z.ZodArray) return keysAt(schema.element, rest);
  return schema instanceof z.ZodRecord ? keysAt(schema.valueType, rest) : [];
}

function depth(issues: readonly Issue[]): number {
  return Math.max(0, ...issues.map((issue) => issue.path.length));
}

function nameOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the file';
  const name = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return `\`${name.replace(/^\./, '')}\``;
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key], data);
}

/** A value as its author would recognise it, at most 60 characters long. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'function') return 'a function';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'keys with values',
  record: 'keys with values',
};

function article(kind: string): string {
  return kinds[kind] ?? kind;
}

function counted(size: number | bigint, origin: string): string {
  const unit = origin === 'string' ? 'character' : origin === 'array' ? 'entry' : '';
  if (unit === '') return String(size);
  return `${size} ${Number(size) === 1 ? unit : unit === 'entry' ? 'entries' : `${unit}s`}`;
}

function measured(input: unknown): string {
  if (typeof input === 'string') return input === '' ? 'an empty text' : `${input.length}`;
  if (Array.isArray(input)) return input.length === 0 ? 'none' : `${input.length}`;
  return shown(input);
}
