import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Actor, type Reply, upload } from '../../src/preview/driver.ts';
import type { Exchange } from '../../src/preview/rest/server.ts';
import { checkInteraction } from '../preview/interaction-schema.ts';
import { checkNamed, checkRequest, checkResponse, isSpecThere } from '../preview/openapi.ts';
import { FOUR_BUTTONS } from './four-buttons.ts';
import { type Stage, startStage } from './stage.ts';

describe.skipIf(!isSpecThere)('a session with every command, as Discord describes its API', () => {
  const exchanges: Exchange[] = [];
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
    stage.driver.listen((exchange) => exchanges.push(exchange));
    const ada = stage.driver.person('Ada');
    for (const who of [ada, ada.inDm(), ada.elsewhere()]) await session(who);
  });
  afterAll(() => stage.close());

  async function session(who: Actor): Promise<void> {
    const explained = await who.submit(await who.run('explain'), {
      manifest: FOUR_BUTTONS,
      'image-user': '',
    });
    const shared = await who.run('explain', { file: upload('pod.yaml', FOUR_BUTTONS), share: true });
    for (const { message } of [explained, shared]) {
      await who.press(message, 'Show the corrected manifest');
      await who.press(message, 'Change and explain again');
      await answerQuiz(who, await who.press(message, 'Quiz me on this'));
      const said = await who.press(message, 'Set the image’s USER');
      await who.submit(said, { 'image-user': '101' });
    }
    await who.runOn(
      'Explain manifest',
      who.say(`\`\`\`yaml\n${FOUR_BUTTONS}\`\`\``, upload('a.yaml', FOUR_BUTTONS)),
    );
    await answerQuiz(who, await who.run('quiz'));
    await who.run('review');
    await who.run('stats');
    await who.run('help');
    await who.run('field', { name: 'runAsUser' });
    await who.run('field', { name: 'nothing' });
    await who.complete('field', 'name', 'run');
    await who.run('privacy', { action: 'export' });
    await who.press((await who.run('privacy')).message, /.*/);
    await who.run('settings');
    if (who.place.context !== 0 || !who.place.botInside) return;
    await who.run('leaderboard');
    await who.run('deck list');
    await who.run('deck info', { deck: 'users-and-groups' });
    await who.run('deck export', { deck: 'users-and-groups', format: 'csv' });
    await who.run('deck import', { file: upload('нет.csv', 'a,b\n1,2\n') });
  }

  async function answerQuiz(who: Actor, { message }: Reply): Promise<void> {
    if (message?.selects.length === 0) await who.press(message, message.buttons[0]?.customId ?? '');
    else await who.choose(message, 0, message?.selects[0]?.options?.[0]?.value ?? '');
  }

  test('every answer of the preview is as described', () => {
    const wrong = exchanges.flatMap(({ method, path, status, body }) =>
      checkResponse(method, path, status, body).map(
        (line) => `${method} ${path.slice(0, 20)} ${status}: ${line}`,
      ),
    );
    expect([...new Set(wrong)]).toEqual([]);
    expect(exchanges.length).toBeGreaterThan(60);
  });

  test('every request of the bot is as described', () => {
    const wrong = exchanges.flatMap(({ method, path, sent }) =>
      checkRequest(method, path, sent).map((line) => `${method} ${path.slice(0, 20)}: ${line}`),
    );
    // The number of a file may be a number (message resource, "Attachment Request Structure").
    expect(wrong.filter((line) => !/attachments\[\d\]\.id is \d, not string/.test(line))).toEqual([]);
  });

  test('what interactions bring is as described, and nothing else', () => {
    const wrong = stage.driver.interactions.flatMap(({ event }) => {
      const { message, member, user, data, channel, context } = event;
      return [
        ...checkInteraction(event),
        ...checkIf('MessageResponse', message),
        ...checkIf('GuildMemberResponse', member),
        ...checkIf('UserResponse', user),
        ...(context === 0 ? checkNamed('GuildChannelResponse', channel) : []),
        ...resolvedIn(data, 'attachments').flatMap((each) => checkNamed('MessageAttachmentResponse', each)),
        ...resolvedIn(data, 'messages').flatMap((each) => checkNamed('MessageResponse', each)),
      ];
    });
    expect([...new Set(wrong)]).toEqual([]);
  });
});

function checkIf(name: string, value: unknown): readonly string[] {
  return value === undefined ? [] : checkNamed(name, value);
}

function resolvedIn(data: unknown, kind: string): readonly unknown[] {
  const { resolved } = data as { resolved?: Readonly<Record<string, object>> };
  return Object.values(resolved?.[kind] ?? {});
}
