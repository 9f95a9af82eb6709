import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readYaml } from '../../src/manifest/yaml/index.ts';

interface Case {
  readonly field: 'runAsUser' | 'runAsNonRoot';
  readonly text: string;
  readonly accepted: boolean;
  readonly value?: number | boolean | null;
}

const CASES: readonly Case[] = JSON.parse(readFileSync(new URL('scalars.json', import.meta.url), 'utf8'));

/** What the field decodes to: a boolean, or a whole number; undefined where the API server refuses it. */
function decoded({ field, text }: Case): number | boolean | null | undefined {
  const { documents, problem } = readYaml(`securityContext:\n  ${field}: ${text}\n`);
  const root = documents[0]?.root;
  const context = root?.kind === 'map' ? root.get('securityContext')?.value : undefined;
  const node = context?.kind === 'map' ? context.get(field)?.value : undefined;
  if (problem !== undefined || node?.kind !== 'scalar') return undefined;
  const { value } = node;
  if (value === null) return null;
  if (field === 'runAsNonRoot') return typeof value === 'boolean' ? value : undefined;
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}

test.each(CASES)('$field: $text', (labelled) => {
  expect(decoded(labelled)).toBe(labelled.accepted ? labelled.value : undefined);
});
