import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { questionSource } from '../../src/play/library.ts';
import { type Actor, NotPossible, type Reply, type Seen, upload } from '../../src/preview/driver.ts';
import type { Ask } from '../../src/store/store.ts';
import { onPostgres } from '../store/database.ts';
import { type Stage, startStage, takeFilesAway } from './stage.ts';

const MARKER = 'ivory-tapir';

/** Everything a drill could ask about: two levels, two containers, a group for the volumes, a check. */
const MANIFEST = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${MARKER}
spec:
  selector:
    matchLabels: {app: ${MARKER}}
  template:
    metadata:
      labels: {app: ${MARKER}}
    spec:
      securityContext:
        runAsUser: 1000
        runAsGroup: 3000
        fsGroup: 2000
        runAsNonRoot: true
      containers:
      - name: ${MARKER}-app
        image: ${MARKER}:1
        securityContext:
          runAsUser: 2000
      - name: ${MARKER}-log
        image: ${MARKER}:2
        securityContext:
          allowPrivilegeEscalation: false
`;

let stage: Stage;
beforeAll(async () => {
  stage = await startStage({ questions: questionSource(() => []) });
});
afterAll(() => stage.close());

let people = 0;
/** Somebody who has answered nothing yet. */
const somebody = (): Actor => stage.driver.person(`Person ${people++}`);
const textOf = (reply: Reply): string => reply.message?.text ?? '';
const labelsOf = (message: Seen | null): readonly string[] =>
  (message?.buttons ?? []).map(({ label }) => label);

async function explained(who: Actor, manifest = MANIFEST, options = {}): Promise<Reply> {
  return who.submit(await who.run('explain', options), { manifest });
}

async function quizzed(who: Actor, manifest = MANIFEST, options = {}): Promise<Reply> {
  const reply = await who.press((await explained(who, manifest, options)).message, 'Quiz me on this');
  expect(reply.message?.ephemeral).toBe(true);
  return reply;
}

/** The question that a card's buttons or select belong to, as the store has it. */
async function askOf(message: Seen | null): Promise<Ask> {
  const raw = JSON.stringify(message?.raw.components);
  const ask = await stage.store.findAsk(Number(/quiz:(?:answer|pick|next|type):(\d+)/.exec(raw)?.[1]));
  if (ask === undefined) throw new Error('no question on that message');
  return ask;
}

/** Answers the question on the message, right or wrong. */
async function answer(who: Actor, message: Seen | null, rightly = true): Promise<Reply> {
  const options = (await askOf(message)).question.options ?? [];
  const keys = options.filter((option) => option.correct === rightly).map(({ key }) => key);
  if (message?.selects.length === 0) return who.press(message, keys[0] ?? '');
  return who.choose(message, 0, ...(rightly ? keys : keys.slice(0, 1)));
}

/** Whether anything of the paste stands in the files of the database: the data, the log of changes, the rest. */
function isOnDisk(): boolean {
  return readdirSync(stage.folder).some((name) => readFileSync(join(stage.folder, name)).includes(MARKER));
}

describe('Quiz me on this', () => {
  test('asks about the manifest that was explained, and the answer counts like any other', async () => {
    const ada = somebody();
    const asked = await quizzed(ada);
    expect(textOf(asked)).toContain('**Drills**');
    expect(textOf(asked)).toContain(`name: ${MARKER}`);
    expect(asked.message?.file('manifest.yaml')).toBe(MANIFEST);
    const { question } = await askOf(asked.message);
    await answer(ada, asked.message);
    expect(textOf(asked)).toContain('✓ Right');
    expect(textOf(asked)).toContain(`+${question.difficulty} point`);
    expect(textOf(asked)).toContain(question.explanation);
    expect(labelsOf(asked.message)).toEqual(['Another one on this', 'Next', 'Show as picture', 'More…']);
    expect((await stage.store.stats(ada.id, Date.now())).points).toBe(question.difficulty);
    const info = await stage.store.cardInfo(ada.id, question.card, Date.now());
    expect(info?.memory).toMatchObject({ state: 'learning', reps: 1 });
  });

  test.skipIf(onPostgres)('keeps the paste only while the question is open', async () => {
    const ben = somebody();
    expect(isOnDisk()).toBe(false);
    const asked = await quizzed(ben);
    const { id } = await askOf(asked.message);
    expect(isOnDisk()).toBe(true);
    await answer(ben, asked.message, false);
    expect(textOf(asked)).toContain('✗ Wrong');
    expect(isOnDisk()).toBe(false);
    expect(JSON.stringify(await stage.store.findAsk(id))).not.toContain(MARKER);
    expect(JSON.stringify(await stage.store.exportUser(ben.id))).not.toContain(MARKER);
  });

  test('goes on about the same manifest as long as there is something to ask, each card once', async () => {
    const cleo = somebody();
    const asked = await quizzed(cleo);
    const cards = new Set<string>();
    for (;;) {
      const { question } = await askOf(asked.message);
      expect(cards.has(question.card)).toBe(false);
      cards.add(question.card);
      expect(question.manifest).toBe(MANIFEST);
      await answer(cleo, asked.message);
      if (!labelsOf(asked.message).includes('Another one on this')) break;
      await cleo.press(asked.message, 'Another one on this');
      expect(asked.message?.files).toHaveLength(1);
    }
    expect(cards.size).toBeGreaterThan(3);
    expect(isOnDisk()).toBe(false);
    await cleo.press(asked.message, 'Next');
    const { question } = await askOf(asked.message);
    expect(question.pasted).toBeUndefined();
    expect(question.card).toMatch(/^drill\//);
    expect(asked.message?.files).toEqual([]);
  });

  test('pressed twice counts once and shows the whole outcome', async () => {
    const dora = somebody();
    const asked = await quizzed(dora);
    const { question } = await askOf(asked.message);
    await Promise.all([answer(dora, asked.message), answer(dora, asked.message)]);
    expect(textOf(asked)).toContain(question.explanation);
    expect((await stage.store.stats(dora.id, Date.now())).answered).toBe(1);
  });

  test('a press that is delivered twice counts once', async () => {
    const eve = somebody();
    const asked = await quizzed(eve);
    const pressed = await answer(eve, asked.message);
    stage.driver.replay(pressed.interaction);
    await eve.run('stats');
    expect((await stage.store.stats(eve.id, Date.now())).answered).toBe(1);
    expect(stage.driver.firstAnswers(pressed.interaction)).toBe(1);
  });

  test('where the outcome never came, a later press still tells it, without the manifest', async () => {
    const finn = somebody();
    const asked = await quizzed(finn);
    const { id, question } = await askOf(asked.message);
    const key = question.options?.find((option) => option.correct)?.key ?? '';
    const given = { kind: 'options', keys: [key] } as const;
    const at = { now: Date.now(), points: question.difficulty };
    await stage.store.recordAnswer({ askId: id, userId: finn.id, answer: given, correct: true, ...at });
    stage.advance(60_000);
    if (asked.message?.selects.length === 0) await finn.press(asked.message, key);
    else await finn.choose(asked.message, 0, key);
    stage.advance(-60_000);
    expect(textOf(asked)).toContain('✓ Right');
    expect(textOf(asked)).toContain('went with it');
    expect(textOf(asked)).not.toContain(MARKER);
    expect(labelsOf(asked.message)).not.toContain('Another one on this');
    expect((await stage.store.stats(finn.id, Date.now())).answered).toBe(1);
  });

  test('on a shared explanation everybody gets a question of their own', async () => {
    const [ada, grace] = [somebody(), somebody()];
    const shared = await explained(ada, MANIFEST, { share: true });
    const before = textOf(shared);
    const own = await grace.press(shared.message, 'Quiz me on this');
    expect(own.message?.ephemeral).toBe(true);
    expect((await askOf(own.message)).userId).toBe(grace.id);
    await answer(grace, own.message);
    expect(textOf(own)).toContain('✓ Right');
    expect(textOf(shared)).toBe(before);
    expect((await stage.store.stats(ada.id, Date.now())).answered).toBe(0);
  });

  test('nobody else can answer it, not even with a forged button', async () => {
    const [ada, mallory] = [somebody(), somebody()];
    const asked = await quizzed(ada);
    const { id } = await askOf(asked.message);
    expect(() => mallory.press(asked.message, /./)).toThrow(NotPossible);
    const hers = await quizzed(mallory);
    const raw = hers.message?.stored.message as { components: unknown };
    raw.components = JSON.parse(
      JSON.stringify(hers.message?.raw.components).replaceAll(/quiz:(answer|pick):\d+/g, `quiz:$1:${id}`),
    );
    if (hers.message?.selects.length === 0) await mallory.press(hers.message, 'A');
    else await mallory.choose(hers.message, 0, hers.message?.selects[0]?.options?.[0]?.value ?? '');
    expect(mallory.messages().at(-1)?.text).toContain('only they may answer');
    expect((await stage.store.findAsk(id))?.outcome).toBeNull();
    await stage.store.deleteUser(ada.id);
    await stage.store.deleteUser(mallory.id);
  });

  test('a paste that had to be repaired is asked about as it was read', async () => {
    const hal = somebody();
    const flat = MANIFEST.replace(/^ +/gm, '');
    const asked = await quizzed(hal, flat);
    const { question } = await askOf(asked.message);
    expect(question.manifest).toContain('        runAsUser: 1000');
    await answer(hal, asked.message);
  });

  test('what was said of the images goes into the question, and into the next one', async () => {
    const ivy = somebody();
    const manifest = MANIFEST.replaceAll(/ +(runAsUser: \d+|runAsNonRoot: true)\n/g, '').replace(
      /fsGroup: 2000\n/,
      'fsGroup: 2000\n        runAsNonRoot: true\n',
    );
    const asked = await quizzed(ivy, manifest, { 'image-user': '101' });
    const prompts: string[] = [];
    for (;;) {
      const { question } = await askOf(asked.message);
      prompts.push(question.prompt);
      await answer(ivy, asked.message);
      if (!labelsOf(asked.message).includes('Another one on this')) break;
      await ivy.press(asked.message, 'Another one on this');
    }
    expect(prompts.filter((prompt) => prompt.includes('`USER 101`')).length).toBeGreaterThan(1);
  });

  test('a manifest that is too long for the card goes along as a file', async () => {
    const joe = somebody();
    const long = `${MANIFEST}${'# a comment that says nothing\n'.repeat(80)}`;
    const asked = await joe.press(
      (await joe.run('explain', { file: upload('pod.yaml', long) })).message,
      'Quiz me on this',
    );
    expect(textOf(asked)).toContain('too long to be shown here');
    expect(textOf(asked)).not.toContain('says nothing');
    expect(asked.message?.file('manifest.yaml')).toBe(long);
    await answer(joe, asked.message);
    expect(textOf(asked)).toContain('✓ Right');
    expect(asked.message?.file('manifest.yaml')).toBe(long);
  });

  test('a reported mistake keeps what was written and nothing of the paste', async () => {
    const kim = somebody();
    const asked = await quizzed(kim);
    await answer(kim, asked.message);
    const more = await kim.press(asked.message, 'More…');
    expect(textOf(asked)).toContain('✓ Right');
    const opened = await kim.press(more.message, 'Report a mistake');
    expect(JSON.stringify(opened.modal)).toContain('not the manifest');
    await kim.submit(opened, { text: 'The second line is meant.' });
    expect(JSON.stringify(await stage.store.exportUser(kim.id))).toContain('The second line is meant.');
    expect(isOnDisk()).toBe(false);
  });

  test('a question that waited for a day is over, and says so', async () => {
    const lea = somebody();
    const asked = await quizzed(lea);
    const { question } = await askOf(asked.message);
    await stage.store.sweep(Date.now() + 24 * 3600 * 1000);
    expect(isOnDisk()).toBe(false);
    const key = question.options?.[0]?.key ?? '';
    if (asked.message?.selects.length === 0) await lea.press(asked.message, key);
    else await lea.choose(asked.message, 0, key);
    expect(lea.messages().at(-1)?.text).toContain('no longer kept');
  });

  test('works in a direct message and in a server without the bot', async () => {
    const mia = somebody();
    for (const place of [mia.inDm(), mia.elsewhere()]) {
      const asked = await quizzed(place);
      await answer(place, asked.message);
      expect(textOf(asked)).toContain('✓ Right');
    }
  });
});

describe('the button is there only where a question can be asked', () => {
  const offers = async (manifest: string): Promise<boolean> =>
    labelsOf((await explained(somebody(), manifest)).message).includes('Quiz me on this');

  test('a manifest, and one that kubectl refuses for one line', async () => {
    expect(await offers(MANIFEST)).toBe(true);
    expect(await offers(MANIFEST.replace('runAsUser: 1000', 'runasUser: 1000'))).toBe(true);
  });

  test('not a template, a piece, or what is refused for two lines', async () => {
    expect(await offers(MANIFEST.replace('1000', '{{ .Values.uid }}'))).toBe(false);
    expect(await offers('containers:\n- name: app\n  image: i\n  securityContext:\n    runAsUser: 7\n')).toBe(
      false,
    );
    expect(await offers(MANIFEST.replaceAll('runAsUser', 'runasUser'))).toBe(false);
  });

  test('not a paste of more than 32 KiB', async () => {
    const filled = (size: number): string => MANIFEST + '#'.repeat(size - MANIFEST.length);
    const labels = async (size: number): Promise<readonly string[]> => {
      const file = upload('pod.yaml', filled(size));
      return labelsOf((await somebody().run('explain', { file })).message);
    };
    expect(await labels(32 * 1024)).toContain('Quiz me on this');
    expect(await labels(32 * 1024 + 1)).not.toContain('Quiz me on this');
  });

  test('where the file is gone from the message, the press says how to go on', async () => {
    const noa = somebody();
    const reply = await explained(noa);
    takeFilesAway(reply.message);
    await noa.press(reply.message, 'Quiz me on this');
    expect(noa.messages().at(-1)?.text).toContain('Paste the manifest again');
  });
});

test('nothing of a paste is logged, and every answer came within 3 seconds', () => {
  expect(stage.logged.length).toBeGreaterThan(0);
  expect(JSON.stringify(stage.logged)).not.toContain(MARKER);
  const acks = stage.driver.interactions.map((interaction) => interaction.ackMs);
  expect(acks.every((ms) => ms !== null && ms < 3000)).toBe(true);
});
