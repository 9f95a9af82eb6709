import { expect, test } from 'vitest';
import { ourDecks } from '../../src/cli/shipped.ts';
import { drawQuestion } from '../../src/study/draw.ts';
import { isRightText } from '../../src/study/mends/given.ts';
import { mispredictions } from '../../src/study/predict.ts';

const ID = 'uid=1000 gid=3000 groups=2000,3000,4000';
const LS = '-rw-r--r--    1 1000     2000             0 Jan  5 09:00 /data/log';

test('what every card of ours prints is the right answer, and what another prints is not', async () => {
  const cards = (await ourDecks()).flatMap(({ cards }) => cards).filter(({ kind }) => kind === 'predict');
  const questions = cards.map((card) => drawQuestion(card, 1));
  for (const question of questions) {
    const prints = question.predict?.prints ?? '';
    expect(prints).not.toBe('');
    for (const other of questions) {
      const same = other.predict?.prints === prints;
      expect(isRightText(other, prints)).toBe(same);
    }
  }
});

test.each([
  ['names in brackets', 'uid=1000(app) gid=3000(app) groups=3000,2000(data),4000'],
  ['other spaces', '  uid=1000   gid=3000 groups=4000,2000,3000 \n'],
])('of id, %s do not count', (_, typed) => {
  expect(mispredictions(typed, ID)).toEqual([]);
});

test('of id, what is missing or otherwise is told', () => {
  expect(mispredictions('uid=1000 gid=0 groups=3000', ID)).toEqual([
    { line: 1, what: 'gid', typed: '0', prints: '3000' },
    { line: 1, what: 'groups', typed: '3000', prints: '2000,3000,4000' },
  ]);
});

test('of ls, links, size and time do not count; mode, owner and group do', () => {
  expect(mispredictions('-rw-r--r-- 1 1000 2000 x x x x /data/log', LS)).toEqual([]);
  expect(mispredictions('total 4\n-rw-r--r-- 1 1000 2000 12 Mar 1 10:10 /data/log', LS)).toEqual([]);
  expect(mispredictions('-rw-rw-r-- 1 1000 3000 0 Jan 5 09:00 /data/log', LS)).toEqual([
    { line: 1, what: 'mode', typed: '-rw-rw-r--', prints: '-rw-r--r--' },
    { line: 1, what: 'group', typed: '3000', prints: '2000' },
  ]);
});

test('two lines where one is printed are told by their number', () => {
  expect(mispredictions(`${ID}\n${ID}`, ID)).toMatchObject([{ what: 'lines', typed: '2', prints: '1' }]);
});
