import { globSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { routes } from '../../src/discord/commands.ts';
import { sources } from '../source/imports.ts';

const DISCORD = fileURLToPath(new URL('../../src/discord', import.meta.url));

interface Line {
  readonly name: string;
  readonly on: string;
}

/** Every line of every table, found in the files that hold tables. */
async function lines(): Promise<readonly Line[]> {
  const files = [...globSync('*/ids.ts', { cwd: DISCORD }), 'platform/entries.ts'];
  const found: Line[] = [];
  for (const file of files) {
    const tables = Object.values((await import(join(DISCORD, file))) as Record<string, unknown>);
    for (const table of tables) found.push(...Object.values(table as object).filter(isLine));
  }
  return found;
}

function isLine(value: unknown): value is Line {
  return typeof value === 'object' && value !== null && 'leadsTo' in value;
}

describe('the tables of routes', () => {
  test('every custom_id that a table builds leads somewhere, and nothing else does', async () => {
    const built = (await lines()).map(({ name, on }) => `${name} ${on}`);
    expect(built.length).toBeGreaterThan(30);
    expect(new Set(built).size).toBe(built.length);
    const listed = routes.map(({ name, on }) => `${name} ${on}`).toSorted();
    expect(listed, 'list its routes in `routes` of src/discord/commands.ts').toEqual(built.toSorted());
  });

  test('what they lead to stands in the routes.ts of the feature', () => {
    const leading = [...sources()].filter(([, text]) => text.includes('.leadsTo('));
    expect(leading.length).toBeGreaterThan(5);
    const elsewhere = leading.filter(([file]) => !/^discord\/\w+\/routes(-\w+)?\.ts$/.test(file));
    expect(elsewhere.map(([file]) => file)).toEqual([]);
  });

  test('no custom_id is built past them', () => {
    const past = [...sources()]
      .filter(
        ([file]) => file.startsWith('discord/') && !/^discord\/platform\/(route|custom-id)\.ts$/.test(file),
      )
      .filter(([, text]) => /\bcustomId\(|custom_id: ['"`][a-z-]+:/.test(text));
    expect(past.map(([file]) => file)).toEqual([]);
  });
});
