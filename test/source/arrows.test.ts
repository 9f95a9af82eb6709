import { describe, expect, test } from 'vitest';
import { circle, fault, importsOf, sources } from './imports.ts';

const files = sources();
const imports = importsOf(files);

describe('the house', () => {
  test('every import is seen', () => {
    expect(imports.length).toBeGreaterThan(1000);
    for (const { from, to } of imports) expect(files.has(to), `${from} imports ${to}`).toBe(true);
  });

  test('arrows run one way, and no feature imports another', () => {
    expect(imports.map(fault).filter((each) => each !== undefined)).toEqual([]);
  });

  test('no file imports itself by a circle', () => {
    expect(circle(imports)).toBeUndefined();
  });

  test('src/ itself holds main.ts and what starts it', () => {
    expect([...files.keys()].filter((name) => !name.includes('/'))).toEqual(['main.ts', 'start.ts']);
  });
});

describe('an import that is turned round is found', () => {
  const turned = (from: string, to: string): string | undefined => fault({ from, to, typeOnly: false });

  test.each([
    ['manifest/explain.ts', 'study/index.ts'],
    ['manifest/explain.ts', 'cluster/index.ts'],
    ['cluster/index.ts', 'study/index.ts'],
    ['cluster/clock.ts', 'runtime/config.ts'],
    ['study/index.ts', 'decks/index.ts'],
    ['play/quiz.ts', 'discord/context.ts'],
    ['store/index.ts', 'play/shelf.ts'],
    ['store/index.ts', 'pictures/index.ts'],
    ['discord/ask/quiz.ts', 'discord/explain/routes.ts'],
    ['discord/platform/respond.ts', 'discord/help/view.ts'],
    ['discord/bot.ts', 'preview/server.ts'],
    ['terminal/server.ts', 'discord/context.ts'],
    ['discord/context.ts', 'terminal/server.ts'],
    ['preview/server.ts', 'terminal/server.ts'],
    ['preview/server.ts', 'runtime/config.ts'],
    ['manifest/explain.ts', 'runtime/config.ts'],
    ['runtime/thread.ts', 'store/index.ts'],
  ])('%s imports %s', (from, to) => {
    expect(turned(from, to)).toContain(`${from} imports ${to}`);
  });

  test('and so is a circle', () => {
    const round = ['a.ts', 'b.ts', 'c.ts'].map((from, index, all) => ({
      from,
      to: all[(index + 1) % all.length] ?? '',
      typeOnly: false,
    }));
    expect(circle(round)).toEqual(['a.ts', 'b.ts', 'c.ts', 'a.ts']);
  });
});
