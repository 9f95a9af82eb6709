import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { importsOf, sources } from './imports.ts';

test('a bot without METRICS_PORT loads nothing of what counts and serves them', () => {
  const files = sources();
  const next = new Map<string, string[]>();
  const main = files.get('main.ts') ?? '';
  for (const { from, to, typeOnly } of importsOf(files)) {
    // What main.ts asks for by import(…) is loaded when it is reached.
    const atOnce = new RegExp(`^import (?!type)[^;]*from './${to}'`, 'm').test(main);
    const later = from === 'main.ts' && !atOnce;
    if (!typeOnly && !later) next.set(from, [...(next.get(from) ?? []), to]);
  }
  const loaded = new Set(['main.ts']);
  for (const file of loaded) for (const each of next.get(file) ?? []) loaded.add(each);
  expect(loaded.size).toBeGreaterThan(500);
  const counting = [...files].filter(([, text]) => text.includes("from 'prom-client'")).map(([name]) => name);
  expect(counting).toEqual(['runtime/metrics/metrics.ts']);
  for (const name of [...counting, 'runtime/metrics/server.ts']) expect(loaded).not.toContain(name);
  expect(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).toContain('"prom-client"');
});
