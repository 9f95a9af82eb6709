import { inflateSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { readDeckFiles } from '../../src/decks/files.ts';
import { LAB_DIRECTORY } from '../../src/decks/labs/files.ts';
import { loadLabs } from '../../src/decks/labs/load.ts';
import {
  type LabPlay,
  type LabSession,
  labById,
  labEntries,
  lastLab,
  openLab,
  openLabForReview,
  resetLab,
  tryManifest,
} from '../../src/play/labs.ts';
import { checkLab, pointsOfLab, takeHint } from '../../src/play/labs-check.ts';
import { type LabWork, labWorkHere, openLabWork } from '../../src/play/labs-in-thread.ts';
import { listLabs } from '../../src/play/labs-list.ts';
import { labSource } from '../../src/play/labs-source.ts';
import { typeInLab, undoLab } from '../../src/play/labs-typing.ts';
import { typedFor } from '../../src/study/labs/index.ts';
import { DAY } from '../../src/study/schedule/day.ts';
import { NOON, tempFolder, tempStore, watchLoop } from '../store/fixtures.ts';
import { SOLVING, TINY, tinyLabs } from './lab-fixture.ts';

const ADA = '100000000000000001';
const ada = { userId: ADA };

const works: LabWork[] = [];
afterEach(async () => {
  for (const work of works.splice(0)) await work.close();
});

async function playing(
  more: Partial<LabPlay> = {},
  path?: string,
): Promise<LabPlay & { advance(ms: number): void }> {
  let now = NOON;
  const store = more.store ?? (await tempStore(path));
  return {
    labs: tinyLabs,
    labWork: labWorkHere(),
    now: () => now,
    advance(ms) {
      now += ms;
    },
    ...more,
    store,
  };
}

async function line(play: LabPlay, session: LabSession, text: string) {
  return typeInLab(play, { ...ada, session, turn: session.turn, typed: { kind: 'line', text } });
}

describe('typing', () => {
  test('runs a line, and the prompt and the files are those after it', async () => {
    const play = await playing();
    const session = await openLab(play, ada, 'tiny');
    const { session: after, entry } = await line(play, session, 'mkdir a && cd a && pwd');
    expect(entry).toMatchObject({ turn: 0, stdout: '/root/a\n', status: 0, prompt: 'root@controlplane:~# ' });
    expect(after).toMatchObject({ turn: 1, prompt: 'root@controlplane:~/a# ', inside: false });
  });

  test('twice with one button runs once, whatever the second one says', async () => {
    const play = await playing();
    const session = await openLab(play, ada, 'tiny');
    const both = await Promise.all([line(play, session, 'echo x >> f'), line(play, session, 'echo x >> f')]);
    expect(both.map(({ again }) => again).toSorted()).toEqual([false, true]);
    const other = await line(play, session, 'echo other');
    expect(other).toMatchObject({ again: true, entry: { typed: { text: 'echo x >> f' } } });
    const now = await labById(play, ada, session.id);
    expect((await line(play, now, 'cat f')).entry?.stdout).toBe('x\n');
  });

  test('without a turn runs once an interaction, each on what stands there then', async () => {
    const play = await playing();
    const session = await openLab(play, ada, 'tiny');
    const type = (once: string) =>
      typeInLab(play, { ...ada, session, turn: null, typed: { kind: 'line', text: 'echo x >> f' }, once });
    await Promise.all([type('1'), type('2'), type('1'), type('3'), type('2')]);
    const now = await labById(play, ada, session.id);
    expect(now.turn).toBe(3);
    expect((await line(play, now, 'cat f')).entry?.stdout).toBe('x\nx\nx\n');
  });

  test('inside of a container says so, and exit leads out again', async () => {
    const play = await playing();
    let { session } = await line(play, await openLab(play, ada, 'tiny'), 'kubectl apply -f web.yaml');
    ({ session } = await line(play, session, 'kubectl exec -it web -- sh'));
    expect(session).toMatchObject({ inside: true, prompt: '/ $ ' });
    const id = await line(play, session, 'id -u');
    expect(id.entry).toMatchObject({ stdout: '1000\n', prompt: '/ $ ' });
    expect((await line(play, id.session, 'exit')).session.inside).toBe(false);
  });

  test('an editor waits in the session; its text is kept, and a closed one changes nothing', async () => {
    const play = await playing();
    const { session } = await line(play, await openLab(play, ada, 'tiny'), 'nano note.txt');
    expect(session.edit).toEqual({ path: '/root/note.txt', text: '' });
    const saved = await typeInLab(play, {
      ...ada,
      session,
      turn: session.turn,
      typed: { kind: 'edit', text: 'hello\n' },
    });
    expect(saved.session.edit).toBeNull();
    expect((await line(play, saved.session, 'cat note.txt')).entry?.stdout).toBe('hello\n');
  });

  test('a line while an editor is open closes it without saving: who shuts the box sends nothing', async () => {
    const play = await playing();
    let { session } = await line(play, await openLab(play, ada, 'tiny'), 'kubectl apply -f web.yaml');
    ({ session } = await line(play, session, 'kubectl edit pod web'));
    expect(session.edit?.text).toContain('kind: Pod');
    const { entry, session: after } = await line(play, session, 'echo on');
    expect(entry).toMatchObject({ stdout: expect.stringContaining('on\n'), status: 0, notSimulated: null });
    expect(entry?.stderr + (entry?.stdout ?? '')).toContain('Edit cancelled');
    expect(after.edit).toBeNull();
  });
});

describe('Undo', () => {
  test('gives the state before, byte for byte, all the way back', async () => {
    const play = await playing();
    let session = await openLab(play, ada, 'tiny');
    const states = [JSON.stringify(session.cluster)];
    for (let index = 0; index < 13; index += 1) {
      ({ session } = await line(
        play,
        session,
        index % 3 === 0 ? `kubectl run p${index} --image=busybox -- sleep 9` : `echo ${index} > f${index}`,
      ));
      states.push(JSON.stringify(session.cluster));
    }
    for (let index = 12; index >= 0; index -= 1) {
      const undone = await undoLab(play, { ...ada, session, turn: session.turn });
      ({ session } = undone);
      expect(undone.undone?.turn).toBe(index);
      expect(JSON.stringify(session.cluster)).toBe(states[index]);
    }
    expect((await undoLab(play, { ...ada, session, turn: session.turn })).undone).toBeNull();
  });

  test('pressed twice takes one thing back', async () => {
    const play = await playing();
    let { session } = await line(play, await openLab(play, ada, 'tiny'), 'echo 1 > a');
    ({ session } = await line(play, session, 'echo 2 > a'));
    const undo = () => undoLab(play, { ...ada, session, turn: session.turn });
    const both = await Promise.all([undo(), undo()]);
    expect(both.filter(({ undone }) => undone !== null)).toHaveLength(1);
    const now = await labById(play, ada, session.id);
    expect((await line(play, now, 'cat a')).entry?.stdout).toBe('1\n');
  });
});

describe('a check', () => {
  test('says what was found instead, and the remark of an attempt that is known', async () => {
    const play = await playing();
    const { session } = await line(play, await openLab(play, ada, 'tiny'), 'echo bye > note.txt');
    const checked = await checkLab(play, { ...ada, session });
    expect(checked).toMatchObject({
      stepDone: false,
      finished: false,
      remark: 'The note is there, and says something else.',
    });
    expect(checked.results[0]).toMatchObject({ id: 'there', met: false });
    expect(checked.results[0]?.found).toContain('bye');
  });

  test('pressed twice passes one step', async () => {
    const play = await playing();
    const { session } = await line(play, await openLab(play, ada, 'tiny'), SOLVING[0]);
    const check = () => checkLab(play, { ...ada, session, step: session.step });
    const both = await Promise.all([check(), check()]);
    expect(both.map(({ stepDone }) => stepDone)).toEqual([true, true]);
    expect((await labById(play, ada, session.id)).step).toBe(1);
  });

  test('of the last step finishes the lab once, with points, and the lab comes back as a card', async () => {
    const play = await playing();
    let session = await openLab(play, ada, 'tiny');
    for (const text of SOLVING) {
      ({ session } = await line(play, session, text));
      ({ session } = await checkLab(play, { ...ada, session }));
    }
    const again = await checkLab(play, { ...ada, session });
    expect(again).toMatchObject({
      finished: true,
      ask: { outcome: { points: pointsOfLab(TINY), review: { grade: 'good' } } },
    });
    expect((await play.store.stats(ADA, NOON)).points).toBe(10);
    expect(await play.store.metLabCards(ADA)).toEqual(['lab/tiny']);
    const list = await listLabs(play, ADA);
    expect(list.next).toMatchObject({ lab: { id: 'after' }, why: 'new' });
    expect(list.labs[0]).toMatchObject({ done: { points: 10 }, open: null });
  });

  test.each([
    [1, 'hard', 10],
    [3, 'again', 0],
  ] as const)('after %i hints is graded %s', async (taken, grade, points) => {
    const play = await playing();
    let session = await openLab(play, ada, 'tiny');
    session = await takeHint(play, { ...ada, session, step: 0, taken });
    session = await takeHint(play, { ...ada, session, step: 0, taken: 1 });
    expect(session.hints).toEqual([taken]);
    for (const text of SOLVING) {
      ({ session } = await line(play, session, text));
      const checked = await checkLab(play, { ...ada, session });
      ({ session } = checked);
      if (checked.finished) expect(checked.ask?.outcome).toMatchObject({ points, review: { grade } });
    }
  });

  test('for a question of /review answers it', async () => {
    const play = await playing();
    const run = { index: 0, count: 1, deck: null, topic: null, shared: false, right: 0, seen: [] };
    const { labQuestion } = await import('../../src/play/labs-card.ts');
    const asked = await play.store.ask({
      ...ada,
      guildId: null,
      channelId: '1',
      run,
      question: labQuestion(TINY, 1),
      now: NOON,
    });
    let session = await openLabForReview(play, ada, 'tiny', asked.id);
    expect((await openLabForReview(play, ada, 'tiny', asked.id)).id).toBe(session.id);
    for (const text of SOLVING) {
      ({ session } = await line(play, session, text));
      ({ session } = await checkLab(play, { ...ada, session }));
    }
    expect((await play.store.findAsk(asked.id))?.outcome).toMatchObject({ correct: true });
  });
});

describe('a session', () => {
  test('is the same after a restart, and what stands there did not change', async () => {
    const path = `${tempFolder()}/podium.db`;
    const first = await playing({}, path);
    let { session } = await line(first, await openLab(first, ada, 'tiny'), 'kubectl apply -f web.yaml');
    ({ session } = await line(first, session, 'kubectl exec -it web -- sh'));
    const before = JSON.stringify(session.cluster);
    await first.store.close();
    const second = await playing({}, path);
    const back = await openLab(second, ada, 'tiny');
    expect(back).toMatchObject({ id: session.id, turn: 2, inside: true, prompt: '/ $ ' });
    expect(JSON.stringify(back.cluster)).toBe(before);
    expect((await lastLab(second, ada))?.id).toBe(session.id);
    expect((await labEntries(second, back)).map(({ typed }) => typed.text)).toEqual([
      'kubectl apply -f web.yaml',
      'kubectl exec -it web -- sh',
    ]);
  });

  test('begun again is another one, and an old button of the first leads to it', async () => {
    const play = await playing();
    const { session } = await line(play, await openLab(play, ada, 'tiny'), 'echo 1 > a');
    const fresh = await resetLab(play, { ...ada, session });
    expect(fresh).toMatchObject({ turn: 0, step: 0 });
    expect((await resetLab(play, { ...ada, session })).id).toBe(fresh.id);
    await expect(line(play, session, 'ls')).rejects.toMatchObject({ code: 'not-possible' });
    expect((await line(play, fresh, 'ls')).entry?.stdout).toBe('web.yaml\n');
  });

  test('of a lab whose author raised the revision begins again', async () => {
    const play = await playing();
    const { session } = await line(play, await openLab(play, ada, 'tiny'), 'echo 1 > a');
    const changed = { ...play, labs: labSource(() => [{ ...TINY, revision: 2 }]) };
    expect(await openLab(changed, ada, 'tiny')).toMatchObject({ turn: 0 });
    const gone = { ...play, labs: labSource(() => []) };
    await expect(labById(gone, ada, session.id)).rejects.toMatchObject({ identifier: 'lab-not-there' });
  });

  test('of a manifest that somebody pasted has it as a file, after Reset too', async () => {
    const play = await playing();
    const { session: tried } = await tryManifest(play, ada, 'kind: Pod\n');
    let { session, entry } = await line(play, tried, 'cat manifest.yaml; rm manifest.yaml');
    expect(entry?.stdout).toBe('kind: Pod\n');
    session = await resetLab(play, { ...ada, session });
    ({ entry } = await line(play, session, 'cat manifest.yaml'));
    expect(entry?.stdout).toBe('kind: Pod\n');
    expect((await tryManifest(play, ada, 'other\n')).session.id).not.toBe(session.id);
    expect((await listLabs(play, ADA)).next?.why).toBe('new');
  });
});

test('every lab that comes with Podium is played from its start to its end, and its state is small', async () => {
  const { labs } = loadLabs(await readDeckFiles(LAB_DIRECTORY));
  const play = await playing({ labs: labSource(() => labs) });
  expect(labs.length).toBeGreaterThan(0);
  for (const lab of labs) {
    let session = await openLab(play, ada, lab.id);
    for (const step of lab.steps) {
      for (const move of step.solution) {
        const typed = typedFor(session.cluster, move);
        ({ session } = await typeInLab(play, { ...ada, session, turn: session.turn, typed }));
      }
      const checked = await checkLab(play, { ...ada, session });
      expect(checked.results.filter(({ met }) => !met)).toEqual([]);
      ({ session } = checked);
    }
    expect(session.finishedAt).not.toBeNull();
    const row = await play.store.labSession(session.id, ADA);
    expect(row.state.byteLength).toBeLessThan(64 * 1024);
    expect(inflateSync(row.state).byteLength).toBeGreaterThan(1000);
    play.advance(DAY);
  }
});

describe('in the thread', () => {
  test('the worst of lines holds up nobody who does something else', async () => {
    const labWork = openLabWork();
    works.push(labWork);
    const play = await playing({ labWork });
    const session = await openLab(play, ada, 'tiny');
    const longest = watchLoop();
    const { entry } = await line(play, session, 'while true; do echo $((i=i+1)); done');
    expect(entry?.notSimulated).toBe('shell:steps');
    expect(longest()).toBeLessThan(200);
  });

  test('what takes too long is stopped, the lab is as it was, and the next line runs', async () => {
    const hasty = openLabWork({ timeoutMs: 5 });
    works.push(hasty);
    const play = await playing();
    const session = await openLab(play, ada, 'tiny');
    const slow = line({ ...play, labWork: hasty }, session, 'while true; do :; done');
    await expect(slow).rejects.toMatchObject({ identifier: 'lab-too-heavy' });
    expect((await line(play, session, 'pwd')).entry).toMatchObject({ turn: 0, stdout: '/root\n' });
  });
});
