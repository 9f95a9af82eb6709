import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { run } from '../../../src/cluster/index.ts';
import { editModal, fileModal, typeModal } from '../../../src/discord/lab/modals.ts';
import { plainScreen, screenOf } from '../../../src/discord/lab/screen.ts';
import { suggestions } from '../../../src/discord/lab/suggestions.ts';
import { type LabView, labMessage } from '../../../src/discord/lab/view.ts';
import {
  filesMessage,
  outputMessage,
  sharedMessage,
  unsavedMessage,
} from '../../../src/discord/lab/view-files.ts';
import { durationOf, finishedMessage, timeLine } from '../../../src/discord/lab/view-finished.ts';
import { listMessage } from '../../../src/discord/lab/view-list.ts';
import { terminalBlock } from '../../../src/discord/lab/view-terminal.ts';
import { checkMessage, checkModal, textsOf } from '../../../src/discord/platform/payload-limits.ts';
import type { LabEntry, LabSession } from '../../../src/play/labs.ts';
import { labQuestion } from '../../../src/play/labs-card.ts';
import { savingLine } from '../../../src/play/labs-files.ts';
import { LAB_LIMITS, startLab } from '../../../src/study/labs/index.ts';
import { AFTER, TINY } from '../../play/lab-fixture.ts';
import { propertyRuns } from '../../property-runs.ts';

const CLUSTER = startLab(TINY);
/** The colours that we put in. */
const OURS = ['\u001b[0m', '\u001b[1;32m', '\u001b[0;33m'];

const SESSION: LabSession = {
  id: 7,
  userId: '100000000000000001',
  lab: TINY,
  open: true,
  step: 0,
  turn: 3,
  cluster: CLUSTER,
  prompt: 'root@controlplane:~# ',
  edit: null,
  inside: false,
  hints: [],
  helped: 0,
  startedAt: 0,
  finishedAt: null,
};

const entry = (more: Partial<LabEntry>): LabEntry => ({
  turn: 0,
  typed: { kind: 'line', text: 'ls' },
  prompt: '$ ',
  stdout: '',
  stderr: '',
  status: 0,
  notSimulated: null,
  at: 0,
  ...more,
});

/** Anything that may come out of a program or a person: letters, wide letters, emoji, controls, fences, long lines. */
const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({
    unit: fc.constantFrom(
      '`',
      '```',
      '\n',
      '\u001b[2J',
      '\u001b]0;x\u0007',
      '\t',
      '漢',
      '😀',
      'a',
      '\ud800',
      '\r',
      '@everyone ',
    ),
    maxLength: 600,
  }),
  fc.integer({ min: 0, max: 3000 }).map((length) => 'x'.repeat(length)),
  fc.integer({ min: 0, max: 400 }).map((count) => '漢字 line\n'.repeat(count)),
);

const entries = fc.array(
  fc.record({ typed: words, stdout: words, stderr: words, prompt: words, edit: fc.boolean() }).map((one) =>
    entry({
      typed: one.edit ? { kind: 'edit', text: null } : { kind: 'line', text: one.typed },
      stdout: one.stdout,
      stderr: one.stderr,
      prompt: one.prompt,
    }),
  ),
  { maxLength: 8 },
);

/** What a lab's author may write, as long as it may be. */
const authored = (max: number) =>
  fc.oneof(
    fc
      .string({ unit: fc.constantFrom('a', ' ', '漢', '`', '\n', '```', '*'), maxLength: max })
      .map((text) => text.slice(0, max)),
    fc.constant('w'.repeat(max)),
    fc.constant('漢'.repeat(max)),
    fc.constant('Words.'),
  );

const views = fc
  .record({
    entries,
    words: authored(LAB_LIMITS.words),
    story: authored(LAB_LIMITS.story),
    title: fc.constantFrom('T', 't'.repeat(LAB_LIMITS.stepTitle), '漢'.repeat(LAB_LIMITS.stepTitle)),
    hint: authored(LAB_LIMITS.answer),
    taken: fc.integer({ min: 0, max: 3 }),
    turn: fc.integer({ min: 0, max: 500 }),
    quick: fc.array(fc.constantFrom('kubectl get pods', 'q'.repeat(LAB_LIMITS.quickLine)), { maxLength: 4 }),
    found: fc.option(authored(600), { nil: null }),
    goals: fc.integer({ min: 0, max: LAB_LIMITS.goals }),
    remark: fc.option(authored(LAB_LIMITS.remark), { nil: null }),
    check: fc.boolean(),
    hinted: fc.boolean(),
    more: fc.boolean(),
    others: fc.integer({ min: 0, max: 39 }),
    inside: fc.boolean(),
    edit: fc.option(words, { nil: null }),
    prompt: words,
    finished: fc.boolean(),
  })
  .map((one): LabView => {
    const step = {
      ...TINY.steps[0],
      id: 's',
      title: one.title,
      words: one.words,
      quick: [...new Set(one.quick)],
      hints: [one.hint, one.hint, one.hint] as const,
      goals: [],
      solution: [],
      attempts: [],
    };
    const lab = { ...TINY, title: 'T'.repeat(LAB_LIMITS.title), story: one.story, steps: [step] };
    const results = Array.from({ length: one.goals }, (_, index) => ({
      id: `g${index}`,
      met: index % 2 === 0,
      wanted: 'w'.repeat(LAB_LIMITS.say),
      found: index % 2 === 0 ? null : one.found,
    }));
    return {
      session: {
        ...SESSION,
        lab,
        step: one.finished ? 1 : 0,
        finishedAt: one.finished ? 5 : null,
        turn: one.turn,
        hints: [one.taken],
        inside: one.inside,
        prompt: one.prompt,
        edit: one.edit === null ? null : { path: one.edit, text: one.edit },
      },
      entries: one.entries,
      more: one.more,
      hinted: one.hinted,
      others: one.others,
      ...(one.check ? { check: { results, remark: one.remark } } : {}),
    };
  });

describe('a lab’s message', () => {
  test('is within Discord’s limits, shows the prompt, and nobody’s text leaves its block', () => {
    fc.assert(
      fc.property(views, (view) => {
        const message = labMessage(view);
        expect(checkMessage(message)).toEqual([]);
        const texts = textsOf(message.components ?? []);
        const block = texts.find((each) => each.startsWith('```ansi\n')) ?? '';
        expect(block.startsWith('```ansi\n')).toBe(true);
        expect(block.split('```')).toHaveLength(3);
        expect(OURS.reduce((rest, colour) => rest.replaceAll(colour, ''), block)).not.toMatch(
          /(?!\n)\p{Cc}/u,
        );
      }),
      { numRuns: propertyRuns() },
    );
  });

  test('fits at the limits of everything at once, and still shows lines of the terminal', () => {
    const step = {
      ...TINY.steps[0],
      id: 's',
      title: 't'.repeat(80),
      words: 'w'.repeat(LAB_LIMITS.words),
      quick: [],
      hints: ['', '', 'h'.repeat(LAB_LIMITS.answer)] as const,
      goals: [],
      solution: [],
      attempts: [],
    };
    const lab = { ...TINY, story: 's'.repeat(LAB_LIMITS.story), steps: [step] };
    const message = labMessage({
      session: { ...SESSION, lab, turn: 9, hints: [3] },
      entries: [entry({ stdout: 'one\ntwo\nthree\n' })],
    });
    expect(checkMessage(message)).toEqual([]);
    const text = textsOf(message.components ?? []).join('\n');
    expect(text).toContain('two\nthree\n');
    expect(text).toContain('w'.repeat(LAB_LIMITS.words));
  });

  test('tells what Check and a hint say below the terminal, where a phone shows it, and once more is typed above it', () => {
    const step = {
      ...TINY.steps[0],
      id: 's',
      title: 't',
      words: 'w',
      quick: [],
      hints: ['first', 'b', 'c'] as const,
    };
    const lab = { ...TINY, steps: [{ ...step, goals: [], solution: [], attempts: [] }] };
    const session = { ...SESSION, lab, hints: [1] };
    const order = (view: Partial<LabView>): readonly string[] =>
      textsOf(labMessage({ session, entries: [], ...view }).components ?? []).map(
        (each) => /```ansi|\*\*Check: |\*\*Hint 1/.exec(each)?.[0] ?? 'task',
      );
    const results = [{ id: 'g', met: false, wanted: 'w', found: null }];
    expect(order({ check: { results, remark: null } })).toEqual(['task', '**Hint 1', '```ansi', '**Check: ']);
    expect(order({ hinted: true })).toEqual(['task', '```ansi', '**Hint 1']);
    expect(order({})).toEqual(['task', '**Hint 1', '```ansi']);
  });

  test('is cut to an end, whatever few characters are left for its last words', () => {
    for (let length = 2300; length < 2700; length += 1) {
      const results = [{ id: 'g', met: false, wanted: 'w', found: 'x'.repeat(length) }];
      const message = labMessage({
        session: { ...SESSION, hints: [1] },
        entries: [],
        check: { results, remark: null },
      });
      expect(checkMessage(message)).toEqual([]);
    }
  });

  test('says to press Check as long as there is a step to be done', () => {
    const said = (session: LabSession): string =>
      textsOf(labMessage({ session, entries: [] }).components ?? []).join('\n');
    expect(said(SESSION)).toContain('When the step is done, press **Check**.');
    expect(said({ ...SESSION, step: TINY.steps.length, finishedAt: 1 })).not.toContain('press **Check**');
    expect(said({ ...SESSION, edit: { path: 'a', text: '' } })).not.toContain('press **Check**');
  });

  test('leaves the middle out of a pasted file, and the file of the whole output has it', () => {
    const pasted = [entry({ typed: { kind: 'line', text: savingLine('a', 'x\n'.repeat(50)) } })];
    const brief = screenOf(pasted, SESSION, { brief: true }).map(({ text }) => text);
    expect(brief).toEqual(["cat > a <<'EOF'", 'x', 'x', 'x', '(47 more lines)', 'EOF', '']);
    expect(plainScreen(screenOf(pasted, SESSION)).match(/x/g)).toHaveLength(50);
  });
});

describe('the screen', () => {
  test('begins anew after clear, and shows tabs and half characters as a terminal may', () => {
    const lines = screenOf(
      [
        entry({ stdout: 'gone\n' }),
        entry({ stdout: '\u001b[H\u001b[2J\u001b[3J' }),
        entry({ stdout: 'a\tb\n\ud800\r\n' }),
      ],
      SESSION,
    );
    expect(plainScreen(lines)).toBe('$ ls\na       b\n·\nroot@controlplane:~#\n');
  });

  test('shows at least the prompt that waits, however little room there is', () => {
    const lines = screenOf([entry({ stdout: 'x\n'.repeat(90) })], SESSION);
    const { text, left } = terminalBlock(lines, { characters: 1, bytes: 1 });
    expect(text).toContain('root@controlplane:~#');
    expect(left).toBe(91);
  });
});

test('of a long answer the line it answers is shown, too', () => {
  const long = [entry({ stdout: 'before\n' }), entry({ stdout: `first\n${'x\n'.repeat(40)}last\n` })];
  const { text } = terminalBlock(screenOf(long, SESSION), { characters: 2000, bytes: 8000 });
  expect(text).toMatch(/^```ansi\n\S+\$ \S+ls\n\S+… \(23 more lines\)/);
  expect(text).toContain('x\nlast\n');
});

describe('the editor in a box', () => {
  const MANIFEST = 'apiVersion: v1\nkind: Pod\n';
  const words = `Write \`pod.yaml\` with this:\n\`\`\`yaml\n${MANIFEST}\`\`\`\nThen apply it.`;
  const opened = (path: string, text: string, said = words): string => {
    const steps = TINY.steps.map((step) => ({ ...step, words: said }));
    return JSON.stringify(editModal({ ...SESSION, lab: { ...TINY, steps } }, { path, text }));
  };

  test('begins with the manifest that the step shows, since it covers what one would copy', () => {
    expect(opened('/root/pod.yaml', '')).toContain(JSON.stringify(MANIFEST));
    expect(opened('/root/pod.yaml', '')).toContain('It begins with the manifest of this step.');
  });

  test('begins with the file’s own text otherwise, and empty where the step does not mean this file', () => {
    expect(opened('/root/pod.yaml', 'mine')).toContain('"value":"mine"');
    expect(opened('/root/notes.txt', '')).not.toContain('kind: Pod');
    const two = `${words}\n\`\`\`yaml\n${MANIFEST}\`\`\``;
    expect(opened('/root/pod.yaml', '', two)).not.toContain('kind: Pod');
    const part = 'In `pod.yaml`, add\n```yaml\nrunAsUser: 1\n```';
    expect(opened('/root/pod.yaml', '', part)).not.toContain('runAsUser');
  });
});

describe('the other messages', () => {
  test('of files, shares and what was not saved are within the limits', () => {
    fc.assert(
      fc.property(words, entries, fc.boolean(), (text, some, inside) => {
        const session = { ...SESSION, inside };
        const files = Array.from({ length: 40 }, (_, index) => ({ path: `/root/${index}${text}`, text }));
        const unique = [...new Map(files.map((each) => [each.path, each])).values()];
        expect(checkMessage(filesMessage(session, unique))).toEqual([]);
        expect(checkMessage(outputMessage(session, some))).toEqual([]);
        expect(checkMessage(sharedMessage(session, some, 'At step 1.'))).toEqual([]);
        expect(checkMessage(unsavedMessage('Not saved.', text))).toEqual([]);
        expect(checkModal(typeModal({ ...session, prompt: text }))).toEqual([]);
        expect(checkModal(editModal(session, { path: text, text: text.slice(0, 4000) }))).toEqual([]);
        expect(checkModal(fileModal(session, { path: text.slice(0, 100), text: '' }))).toEqual([]);
      }),
      { numRuns: Math.ceil(propertyRuns() / 4) },
    );
  });

  test.each([0, 1, 24, 26, 80])('the list of %i labs is, and every lab can be chosen or named', (count) => {
    const labs = Array.from({ length: count }, (_, index) => ({
      lab: {
        ...TINY,
        id: `lab-${index}`,
        title: `A lab with a rather long title, number ${index}`,
        topic: `topic ${index % 9}`,
      },
      done: null,
      open: null,
      missing: [AFTER],
    }));
    const first = labs[0]?.lab;
    const message = listMessage({ labs, next: first === undefined ? null : { lab: first, why: 'new' } });
    expect(checkMessage(message)).toEqual([]);
  });

  test('of all labs ends with what is next, where a phone shows it without scrolling', () => {
    const labs = [TINY, AFTER].map((lab) => ({ lab, done: null, open: null, missing: [] }));
    const texts = textsOf(listMessage({ labs, next: { lab: TINY, why: 'new' } }).components ?? []);
    const at = (words: string): number => texts.findIndex((each) => each.includes(words));
    expect(at('Next for you')).toBeGreaterThan(at(`○ ${AFTER.title}`));
  });

  test('of a finished lab says in what time', () => {
    const task = { ...SESSION, lab: AFTER, startedAt: 0, helped: 0 as const };
    expect(timeLine({ ...task, finishedAt: 250_000 })).toBe('**In time:** 4 min 10 s of 5 min');
    expect(timeLine({ ...task, finishedAt: 301_000 })).toContain('1 s over the time** of 5 min');
    expect(timeLine({ ...SESSION, finishedAt: 59_000 })).toBe('Done in 59 s');
    expect(durationOf(3 * 86_400_000)).toBe('3 days');
    expect(durationOf(3_900_000)).toBe('1 h 5 min');
    const ask = {
      id: 1,
      userId: '1',
      guildId: null,
      channelId: '1',
      now: 0,
      outcome: null,
      question: labQuestion(AFTER, 1),
      run: { index: 0, count: 1, deck: null, topic: null, shared: false, right: 0, seen: [] },
    };
    const clock = { zone: 'UTC', rollover: 4 };
    const results = Array.from({ length: 8 }, (_, index) => ({
      id: `${index}`,
      met: true,
      wanted: '漢'.repeat(160),
      found: null,
    }));
    const message = finishedMessage({ session: { ...task, finishedAt: 1 }, ask, results, next: TINY, clock });
    expect(checkMessage(message)).toEqual([]);
    // Who came from a lesson is led back there first.
    const lesson = { row: 3, step: 'now-do-it' };
    const led = finishedMessage({
      session: { ...task, finishedAt: 1 },
      ask,
      results,
      next: TINY,
      lesson,
      clock,
    });
    expect(checkMessage(led)).toEqual([]);
    expect(JSON.stringify(led).indexOf('learn:on:3:now-do-it')).toBeGreaterThan(0);
    expect(JSON.stringify(led).indexOf('learn:on:3')).toBeLessThan(JSON.stringify(led).indexOf('Next: '));
  });
});

test('a text is written into a file byte for byte by the line that saves it', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom('EOF', '\n', "'", '$HOME', '`id`', '\\', 'a', ' ', '漢', '"', 'EOF1'),
        maxLength: 60,
      }),
      (text) => {
        const { cluster } = run(CLUSTER, savingLine("it's a file.txt", text));
        const { stdout } = run(cluster, "cat it\\'s\\ a\\ file.txt");
        expect(stdout).toBe(text === '' || text.endsWith('\n') ? text : `${text}\n`);
      },
    ),
    { numRuns: propertyRuns() },
  );
});

test('completion offers the step’s lines, what Tab would, and what was typed before', () => {
  const { cluster } = run(CLUSTER, 'kubectl get namespaces');
  const session = { ...SESSION, cluster };
  expect(suggestions(session, '').slice(0, 2)).toEqual(['echo hello > note.txt', 'nano note.txt']);
  expect(suggestions(session, 'kubectl get n')).toEqual(
    expect.arrayContaining(['kubectl get namespaces', 'kubectl get nodes']),
  );
  expect(suggestions(session, 'cat w')).toEqual(['cat web.yaml']);
  expect(suggestions({ ...session, inside: true }, '')).toEqual(['exit']);
});
