import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor, Reply } from '../../src/preview/driver.ts';
import { Flag, Kind } from '../../src/preview/wire.ts';
import { FOUR_BUTTONS } from './four-buttons.ts';
import { type Stage, startStage } from './stage.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

let stage: Stage;
let ada: Actor;
let clock = Date.now();
beforeAll(async () => {
  stage = await startStage({ previewNow: () => clock });
  ada = stage.driver.person('Ada');
});
afterAll(() => stage.close());

async function explained(who: Actor, share: boolean): Promise<Reply> {
  return who.submit(await who.run('explain', { share }), { manifest: FOUR_BUTTONS });
}

const BUTTONS: readonly (readonly [string, (who: Actor, reply: Reply) => Promise<void>])[] = [
  [
    'Show the corrected manifest',
    async (who, reply) => {
      const { message } = await who.press(reply.message, 'Show the corrected manifest');
      expect(message?.file('corrected.yaml')).toBe(FOUR_BUTTONS.replace('runasUser', 'runAsUser'));
      expect(message?.file('manifest.yaml')).toBe(FOUR_BUTTONS);
      const corrected = await who.press(message, 'Change the corrected one');
      expect(JSON.stringify(corrected.modal)).toContain('runAsUser: 1000');
      const original = await who.press(message, 'Change the original');
      expect(JSON.stringify(original.modal)).toContain('runasUser: 1000');
      const explained = await who.press(message, 'Explain the corrected one');
      expect(explained.message?.text).toContain('**UID 1000**');
      expect(explained.message?.file('manifest.yaml')).toContain('runAsUser: 1000');
    },
  ],
  [
    'Change and explain again',
    async (who, reply) => {
      const opened = await who.press(reply.message, 'Change and explain again');
      expect(JSON.stringify(opened.modal)).toContain(JSON.stringify(FOUR_BUTTONS));
    },
  ],
  [
    'Set the image’s USER',
    async (who, reply) => {
      const opened = await who.press(reply.message, 'Set the image’s USER');
      await who.submit(opened, { 'image-user': 'app=101' });
      expect(reply.message?.text).toContain('`app` would run as **UID 101**');
      expect(reply.message?.file('manifest.yaml')).toBe(FOUR_BUTTONS);
    },
  ],
  [
    'Details',
    async (who, reply) => {
      const { message } = await who.press(reply.message, 'Details');
      expect(message?.text).toContain('unknown field "spec.securityContext.runasUser"');
      expect(message?.ephemeral).toBe(true);
      expect(message?.file('explanation.md')).toContain('`log` would run as **UID 2000**');
    },
  ],
  [
    'the menu of its containers',
    async (who, reply) => {
      const { message } = await who.choose(reply.message, 0, '0.0.1');
      expect(message?.text).toContain('`log` would run as **UID 2000**');
      expect(message?.text).toContain('**UID 2000** · container, line 16');
      expect(message?.ephemeral).toBe(true);
    },
  ],
  [
    'Quiz me on this',
    async (who, reply) => {
      const { message } = await who.press(reply.message, 'Quiz me on this');
      expect(message?.file('manifest.yaml')).toBe(FOUR_BUTTONS);
      expect(message?.text).toContain('**Drills**');
    },
  ],
  [
    'Show as picture',
    async (who, reply) => {
      const { message } = await who.press(reply.message, 'Show as picture');
      const [picture] = message?.pictures ?? [];
      expect(message?.pictures).toHaveLength(1);
      expect(picture?.description).toMatch(/Container app.* runs as UID/);
    },
  ],
];

describe.each<[string, (who: Actor) => Actor, boolean]>([
  ['to one person', (who) => who, false],
  ['to everybody', (who) => who, true],
  ['in a direct message', (who) => who.inDm(), false],
  ['in a server without the bot', (who) => who.elsewhere(), true],
])('every button under an explanation %s', (_where, at, share) => {
  test.each(BUTTONS)('%s', async (_label, use) => {
    const who = at(ada);
    await use(who, await explained(who, share));
  });

  test.each(BUTTONS)('%s, three days later', async (_label, use) => {
    const who = at(ada);
    const reply = await explained(who, share);
    const first = addressOf(reply);
    clock += 3 * DAY_MS;
    expect((await fetch(first)).status).toBe(404);
    await use(who, reply);
  });
});

test('Explain manifest on an explanation takes the file that its card shows', async () => {
  const reply = await explained(ada, true);
  const again = await stage.driver.person('Grace').runOn('Explain manifest', reply.message ?? never());
  expect(again.message?.file('manifest.yaml')).toBe(FOUR_BUTTONS);
});

test('Explain manifest on another bot’s card reads its texts, also of one that was forwarded', async () => {
  const card = ada.say('x');
  card.stored.message = {
    ...card.stored.message,
    content: '',
    flags: Flag.v2,
    components: [
      {
        type: Kind.container,
        id: 1,
        components: [{ type: Kind.text, id: 2, content: `\`\`\`yaml\n${FOUR_BUTTONS}\`\`\`` }],
      },
    ],
  };
  expect((await ada.runOn('Explain manifest', card)).message?.file('manifest.yaml')).toBe(
    FOUR_BUTTONS.trimEnd(),
  );
  const forwarded = ada.say('x');
  const { content, components, attachments, embeds, flags, timestamp, type, mentions } = card.stored.message;
  const snapshot = { content, components, attachments, embeds, flags, timestamp, type, mentions };
  Object.assign(forwarded.stored, {
    message: {
      ...forwarded.stored.message,
      content: '',
      message_reference: { type: 1, channel_id: '1', message_id: '2' },
      message_snapshots: [{ message: snapshot }],
    },
  });
  const reply = await ada.runOn('Explain manifest', forwarded);
  expect(reply.message?.file('manifest.yaml')).toBe(FOUR_BUTTONS.trimEnd());
});

function addressOf(reply: Reply): string {
  const shown = reply.message?.raw.components.find(({ type }) => type === Kind.file);
  return shown?.file?.url ?? never();
}

function never(): never {
  throw new Error('There is no such thing on the message.');
}
