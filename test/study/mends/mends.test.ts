import { describe, expect, test } from 'vitest';
import { ourDecks } from '../../../src/cli/shipped.ts';
import type { Card } from '../../../src/study/deck.ts';
import { drawQuestion } from '../../../src/study/draw.ts';
import { isRightText, markGiven } from '../../../src/study/mends/given.ts';
import { markMend } from '../../../src/study/mends/mark.ts';

const CARDS = (await ourDecks()).flatMap(({ cards }) => cards);
const repairs = CARDS.filter(({ kind }) => kind === 'repair');
const fills = CARDS.filter(({ kind }) => kind === 'fill');

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  securityContext:
    runAsUser: 1000
    runAsNonRoot: true
  containers:
  - name: web
    image: nginx:1.29
    ports:
    - containerPort: 8080
    securityContext:
      runAsUser: 0
  - name: logs
    image: busybox:1.36
    command: ["sleep", "3600"]
`;
const MEND = {
  goals: [
    { container: 'web', start: 'starts' },
    { container: '*', field: 'runAsNonRoot', value: true },
  ],
  solution: POD.replace('    securityContext:\n      runAsUser: 0\n', ''),
  imageUsers: {},
} as const;
const mended = (from: string, to: string) => markMend(POD, POD.replace(from, to), MEND);

function answerOf({ kind, solution, answer }: Card): string {
  return kind === 'repair' ? (solution ?? '') : String(answer);
}

describe('the cards of ours that are answered by typing', () => {
  test('are thirty to mend at least, and some to fill in and to predict', () => {
    expect(repairs.length).toBeGreaterThanOrEqual(30);
    expect(fills.length).toBeGreaterThanOrEqual(5);
    expect(CARDS.filter(({ kind }) => kind === 'predict').length).toBeGreaterThanOrEqual(5);
  });

  test.each([...repairs, ...fills].map((card) => [card.key, card] as const))(
    '%s: its own answer is right',
    (_, card) => {
      expect(isRightText(drawQuestion(card, 1), answerOf(card))).toBe(true);
    },
  );

  test.each(repairs.map((card) => [card.key, card] as const))(
    '%s: what is shown is wrong, and so is one change more than the mend',
    (_, card) => {
      const question = drawQuestion(card, 1);
      expect(isRightText(question, card.manifest ?? '')).toBe(false);
      const more = (card.solution ?? '').replace(/^( *)image: (\S+)$/m, '$1image: $2-changed');
      expect(markGiven(question, more)?.astray.length).toBe(1);
    },
  );

  test.each(repairs.map((card) => [card.key, card] as const))(
    '%s: comments, and keys in another order, change nothing',
    (_, card) => {
      const lines = (card.solution ?? '').split('\n');
      const [first = '', second = '', ...rest] = lines;
      const reordered = [second, first, ...rest]
        .join('\n')
        .replace(/^( *)- name: (.*)$/m, '$1- name: "$2" # the same');
      expect(isRightText(drawQuestion(card, 1), reordered)).toBe(true);
    },
  );
});

describe('a mended manifest', () => {
  test('may reach the goals in another way than the author', () => {
    expect(mended('runAsUser: 0', 'runAsUser: 101').correct).toBe(true);
  });

  test('is wrong where a goal is reached by giving up what it was to keep', () => {
    const mark = mended('runAsNonRoot: true', 'runAsNonRoot: false');
    expect(mark.correct).toBe(false);
    expect(mark.goals.map(({ met }) => met)).toEqual([true, false]);
    expect(mark.goals[1]?.found).toContain('from the pod level (line 8)');
  });

  test('is wrong where something else is lost, and says what', () => {
    const lost = MEND.solution.replace('    ports:\n    - containerPort: 8080\n', '');
    const mark = markMend(POD, lost, MEND);
    expect(mark).toMatchObject({ correct: false, astray: [{ before: '`8080`', after: 'not there' }] });
  });

  test('is wrong where kubectl could not read it, however well it is understood', () => {
    const mark = markMend(POD, MEND.solution.replace('  containers:', ' containers:'), MEND);
    expect(mark).toMatchObject({ correct: false, stumble: { line: 9 } });
  });

  test('is wrong with a number in quotes', () => {
    const mark = mended('runAsUser: 0', 'runAsUser: "101"');
    expect(mark).toMatchObject({ correct: false, stumble: { line: 15 } });
  });

  test('may set a value at the other level where only the effective one counts', () => {
    const each = (name: string) =>
      [`  - name: ${name}\n`, `  - name: ${name}\n    securityContext: {runAsUser: 1000}\n`] as const;
    const moved = MEND.solution
      .replace('    runAsUser: 1000\n', '')
      .replace(...each('web'))
      .replace(...each('logs'));
    expect(markMend(POD, moved, MEND).correct).toBe(true);
  });
});

describe('what a marked mend tells', () => {
  const GROUP = POD.replace('runAsNonRoot: true', 'fsGroup: 2000');
  const toGroup = (text: string) =>
    markMend(GROUP, text, {
      goals: [
        { container: 'web', field: 'fsGroup', value: 3000 },
        { container: 'logs', process: { uid: 1000 } },
      ],
      solution: GROUP.replace('2000', '3000'),
      imageUsers: {},
    });

  test('is told once: what a missed goal says is not said again as a change that nobody asked for', () => {
    const lost = toGroup(GROUP.replace('    fsGroup: 2000\n', '').replace('1000', '7'));
    expect(lost.goals.map(({ met }) => met)).toEqual([false, false]);
    expect(lost.astray).toEqual([]);
    expect(lost.correct).toBe(false);
  });

  test('a change beside the goals is still told', () => {
    const more = toGroup(GROUP.replace('2000', '3000').replace('runAsUser: 0', 'runAsUser: 5'));
    expect(more.goals.map(({ met }) => met)).toEqual([true, true]);
    expect(more.astray.map(({ name }) => name)).toEqual(['`runAsUser` of container `web`']);
  });

  test('line breaks of Windows are line breaks', () => {
    expect(toGroup(GROUP.replace('2000', '3000').replaceAll('\n', '\r\n')).correct).toBe(true);
  });
});
