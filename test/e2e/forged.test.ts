import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routes } from '../../src/discord/commands.ts';
import type { Route } from '../../src/discord/platform/route.ts';
import type { Actor, Reply } from '../../src/preview/driver.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
let mallory: Actor;
beforeAll(async () => {
  stage = await startStage();
  mallory = stage.driver.person('Mallory');
});
afterAll(() => stage.close());

const ROUTES: readonly (readonly [string, Route])[] = routes.map((route) => [route.name, route]);
type Kind = Route['on'];
const KINDS: readonly Kind[] = ['button', 'select', 'channels', 'role', 'modal'];

/** Sends this custom_id as what it may not be: no client of Discord's would, but anybody can. */
async function forge(kind: Kind, customId: string): Promise<Reply> {
  if (kind === 'modal') {
    const opened = await mallory.run('explain');
    const { modal } = opened.interaction as unknown as { readonly modal: { custom_id: string } };
    modal.custom_id = customId;
    return mallory.submit(opened, { manifest: 'kind: Pod' });
  }
  const shown = await mallory.run('help');
  const raw = shown.message?.stored.message as { components: unknown };
  const forged = {
    button: { type: 2, id: 2, style: 2, label: 'Forged', custom_id: customId },
    select: { type: 3, id: 2, custom_id: customId, options: [{ label: 'A', value: 'A' }] },
    channels: { type: 8, id: 2, custom_id: customId },
    role: { type: 6, id: 2, custom_id: customId },
  };
  raw.components = [{ type: 1, id: 1, components: [forged[kind]] }];
  if (kind === 'button') return mallory.press(shown.message, 'Forged');
  const chosen = { select: 'A', channels: mallory.place.id, role: stage.preview.guildId }[kind];
  return mallory.choose(shown.message, 0, chosen);
}

async function told(kind: Kind, customId: string): Promise<string> {
  const before = stage.logged.length;
  const { message } = await forge(kind, customId);
  const trouble = stage.logged.slice(before).filter((line) => Number(line.level) > 30);
  return `${customId} as ${kind}: ${message?.text} ${JSON.stringify(trouble)}`;
}

const REFUSED = (kind: Kind, customId: string): string =>
  `${customId} as ${kind}: This button belongs to another version of me. Run the command again to get a fresh one. []`;

describe.each(ROUTES)('%s', (name, route) => {
  test.each(KINDS.filter((kind) => kind !== route.on))(
    'is none for a %s, whatever stands behind it',
    async (kind) => {
      for (const args of ['', ':1', ':1:yes', ':1:good:x']) {
        expect(await told(kind, name + args)).toBe(REFUSED(kind, name + args));
      }
    },
  );

  test('is none with arguments that it does not have', async () => {
    const customId = `${name}:1:2:3:4:5`;
    expect(await told(route.on, customId)).toBe(REFUSED(route.on, customId));
  });
});

test.each([
  ['quiz:next:0', 'button'],
  ['quiz:next:-1', 'button'],
  ['quiz:next:1e3', 'button'],
  ['quiz:next:99999999999999999999', 'button'],
  ['quiz:next', 'button'],
  ['quiz:knew:1:perhaps', 'button'],
  ['quiz:more:0', 'button'],
  ['quiz:more:1:2', 'button'],
  ['quiz:less', 'button'],
  ['quiz:others:x', 'button'],
  ['quiz:explain:1.5', 'button'],
  ['quiz:picture:-1', 'button'],
  ['quiz:apart:1:pod-wins', 'button'],
  ['quiz:apart:99999999999999999999', 'button'],
  ['review:recall:1:superb', 'button'],
  ['review:regrade:1:again', 'button'],
  ['explain:paste:everyone', 'modal'],
  ['deck:replace:0', 'button'],
  ['deck:replace', 'button'],
  ['deck:cancel:1:2', 'button'],
  ['reports:page:-1', 'button'],
  ['reports:resolve:1', 'button'],
  ['reports:resolve:0:0', 'button'],
  ['reports:retire:1:x', 'button'],
  ['reports:back:1e3:0', 'button'],
  // Without the field for the note.
  ['reports:resolved:1:0', 'modal'],
  // A modal of another version, with other fields.
  ['quiz:reported:1', 'modal'],
] as const)('%s (%s) is none of ours', async (customId, kind) => {
  expect(await told(kind, customId)).toBe(REFUSED(kind, customId));
});
