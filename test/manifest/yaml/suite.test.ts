import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readYaml } from '../../../src/manifest/yaml/index.ts';
import { plain } from './plain.ts';
import { DIFFERENCES } from './suite-differences.ts';

/**
 * The YAML test suite, branch `data` of github.com/yaml/yaml-test-suite: a folder a case. It is never committed here:
 * `git clone --branch data https://github.com/yaml/yaml-test-suite`, and YAML_TEST_SUITE names the folder.
 */
const SUITE = process.env.YAML_TEST_SUITE ?? join(import.meta.dirname, '../../../../shared/yaml-test-suite');

function casesIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => /^[0-9A-Z]{4}$/.test(name))
    .flatMap((name) =>
      existsSync(join(folder, name, 'in.yaml'))
        ? [name]
        : readdirSync(join(folder, name)).map((part) => `${name}/${part}`),
    );
}

/** The JSON values of a text that holds several in a row. */
function jsonValues(text: string): unknown[] {
  const values: unknown[] = [];
  let start = 0;
  for (let end = 1; end <= text.length; end++) {
    if (end < text.length && text[end] !== '\n') continue;
    const part = text.slice(start, end).trim();
    if (part === '') continue;
    try {
      values.push(JSON.parse(part));
      start = end;
    } catch {
      // The value goes on in the next line.
    }
  }
  expect(text.slice(start).trim()).toBe('');
  return values;
}

/** Why our reader does not agree with a case; undefined where it does. */
function difference(name: string): string | undefined {
  const at = (file: string): string => join(SUITE, name, file);
  const { documents, problem } = readYaml(readFileSync(at('in.yaml'), 'utf8'));
  if (existsSync(at('error'))) return problem === undefined ? 'is read though it is wrong' : undefined;
  if (problem !== undefined) return `is refused: ${problem.message}`;
  if (!existsSync(at('in.json'))) return undefined;
  const wanted = jsonValues(readFileSync(at('in.json'), 'utf8')).filter((value) => value !== null);
  const found = documents.filter(({ root }) => root !== null).map(({ root }) => plain(root));
  return isDeepStrictEqual(wanted, found) ? undefined : `is read as ${JSON.stringify(found)}`;
}

const listed = Object.values(DIFFERENCES).flat();

describe('the YAML test suite', () => {
  it('has each difference listed once', () => {
    expect(new Set(listed).size).toBe(listed.length);
  });

  if (!existsSync(SUITE)) {
    console.log(`skipped: the YAML test suite is not in ${SUITE}; YAML_TEST_SUITE names another folder`);
    it.skip('skipped: the YAML test suite is absent', () => {});
    return;
  }

  it('agrees but for the cases that are listed with a reason', () => {
    const cases = casesIn(SUITE);
    const found = cases.flatMap((name) => {
      const what = difference(name);
      return what === undefined ? [] : [[name, what] as const];
    });
    console.log(`${cases.length - found.length} of ${cases.length} cases agree, ${listed.length} are listed`);
    expect(cases.length).toBeGreaterThan(400);
    expect(found.filter(([name]) => !listed.includes(name))).toEqual([]);
    expect(listed.filter((name) => !found.some(([other]) => other === name))).toEqual([]);
  });
});
