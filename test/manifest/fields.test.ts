import { describe, expect, it } from 'vitest';
import { explain, fieldNamed, fieldSpelledLike, fields, type Level } from '../../src/manifest/index.ts';
import { fieldsOf } from '../../src/manifest/shape/index.ts';

const TYPES: Readonly<Record<Level, string>> = {
  pod: 'v1.PodSecurityContext',
  container: 'v1.SecurityContext',
  spec: 'v1.PodSpec',
};

describe('the table of fields', () => {
  it('names every field of both security contexts, at the levels the API has it', () => {
    for (const level of ['pod', 'container'] as const) {
      const inTable = fields.filter((field) => field.levels.includes(level)).map((field) => field.name);
      expect(inTable.sort()).toEqual([...(fieldsOf(TYPES[level])?.keys() ?? [])].sort());
    }
    for (const field of fields) {
      for (const level of field.levels)
        expect(fieldsOf(TYPES[level])?.has(field.name), field.name).toBe(true);
    }
  });

  it('has an example for each level that Kubernetes accepts', () => {
    for (const field of fields) {
      for (const level of field.levels) {
        const explained = explain(field.examples[level] ?? '');
        expect(explained.pods[0]?.accepted, `${field.name} ${level}`).toEqual({ strict: true, ignore: true });
        expect(
          explained.findings.map(({ code }) => code),
          `${field.name} ${level}`,
        ).toEqual(['fragment']);
      }
    }
  });

  it('finds a field by its name, and by a spelling that differs in case only', () => {
    expect(fieldNamed('fsGroup')?.levels).toEqual(['pod']);
    expect(fieldNamed('fsgroup')).toBeUndefined();
    expect(fieldSpelledLike('FSGROUP')?.name).toBe('fsGroup');
    expect(fieldSpelledLike('constructor')).toBeUndefined();
  });
});
