import { describe, expect, test } from 'vitest';
import { createMessage } from '../../src/preview/compose.ts';
import { upload } from '../../src/preview/driver.ts';
import { messageObject } from '../../src/preview/echo.ts';
import { Refusal } from '../../src/preview/refusal.ts';
import { checkCommands } from '../../src/preview/rules/commands.ts';
import { checkMessage } from '../../src/preview/rules/message.ts';
import { checkModal } from '../../src/preview/rules/modal.ts';
import type { Json } from '../../src/preview/wire.ts';
import { World } from '../../src/preview/world.ts';
import { COMMAND, EMBEDS, MODAL, PLAIN, V2_CARD } from './bodies.ts';
import { checkNamed, isSpecThere } from './openapi.ts';

const SETTABLE = 0xffff;
const setting = { at: [], files: new Set(['a.txt']), uploads: new Set(['0']), settable: SETTABLE };

describe.skipIf(!isSpecThere)('what Discord’s description forbids, the preview refuses', () => {
  test.each<[string, string, Json, (body: Json) => void]>([
    ['a card', 'IncomingWebhookInteractionRequest', V2_CARD, (body) => checkMessage(body, setting)],
    ['a plain message', 'IncomingWebhookInteractionRequest', PLAIN, (body) => checkMessage(body, setting)],
    ['embeds', 'IncomingWebhookInteractionRequest', EMBEDS, (body) => checkMessage(body, setting)],
    ['a modal', 'ModalInteractionCallbackRequestData', MODAL, checkModal],
    ['a command', 'ApplicationCommandCreateRequest', COMMAND, (body) => checkCommands([body], false)],
  ])('%s, changed in every place and way', (_what, schema, body, check) => {
    expect(checkNamed(schema, body)).toEqual([]);
    expect(isRefused(() => check(body))).toBe(false);
    const kinder = [...everyChange(body)].filter(
      ([, changed]) => !isRefused(() => check(changed as Json)) && checkNamed(schema, changed).length > 0,
    );
    expect(kinder.map(([what]) => what)).toEqual([]);
  });
});

describe.skipIf(!isSpecThere)('what the preview takes, it gives back as Discord describes a message', () => {
  const world = new World(Date.now, 'Podium');
  world.origin = 'http://127.0.0.1:1';

  test.each([
    ['a card', V2_CARD],
    ['a plain message', PLAIN],
    ['embeds', EMBEDS],
  ])('%s, changed in every place and way', (_what, body) => {
    const wrong: string[] = [];
    let taken = 0;
    for (const [what, changed] of everyChange(body)) {
      const draft = { body: changed as Json, files: new Map([[0, upload('a.txt', 'x')]]) };
      const composition = {
        draft,
        place: world.home,
        owner: null,
        at: [],
        settable: SETTABLE,
        mentions: 'users',
      } as const;
      isRefused(() => {
        const stored = createMessage(world, composition);
        taken += 1;
        const problems = checkNamed('MessageResponse', messageObject(world, stored));
        wrong.push(...problems.map((problem) => `${what}: ${problem}`));
      });
    }
    expect(wrong).toEqual([]);
    expect(taken).toBeGreaterThan(30);
  });
});

function isRefused(act: () => void): boolean {
  try {
    act();
    return false;
  } catch (error) {
    if (error instanceof Refusal) return true;
    throw error;
  }
}

/** The body with one thing changed, for every thing in it: `components.0.type = null`. */
function* everyChange(body: unknown): Generator<readonly [string, unknown]> {
  for (const path of everyPath(body)) {
    const old = path.reduce<unknown>((node, step) => (node as Json)[step], body);
    for (const value of OTHERS) {
      if (JSON.stringify(value) !== JSON.stringify(old))
        yield [`${path.join('.')} = ${short(value)}`, put(body, path, value)];
    }
    if (typeof path.at(-1) === 'string') yield [`${path.join('.')} left out`, put(body, path, undefined)];
    if (Array.isArray(old) && old.length > 0) {
      yield [
        `${path.join('.')} × 60`,
        put(
          body,
          path,
          Array.from({ length: 60 }, () => old[0]),
        ),
      ];
      yield [`${path.join('.')} twice`, put(body, path, [...old, old[0]])];
    }
  }
}

const OTHERS = [
  null,
  true,
  -1,
  1.5,
  99,
  2 ** 53,
  '',
  'x',
  'x'.repeat(46),
  'x'.repeat(161),
  'x'.repeat(7000),
  [],
  {},
];

function* everyPath(node: unknown, at: readonly string[] = []): Generator<readonly string[]> {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, inner] of Object.entries(node)) {
    yield [...at, key];
    yield* everyPath(inner, [...at, key]);
  }
}

function put(node: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
  if (step === undefined) return value;
  const inner = put((node as Json)[step], rest, value);
  if (Array.isArray(node)) return node.map((each: unknown, index) => (String(index) === step ? inner : each));
  return { ...(node as Json), [step]: inner };
}

function short(value: unknown): string {
  return typeof value === 'string' ? `${value.length} characters` : JSON.stringify(value);
}
