import { expect, test } from 'vitest';
import { fitting } from '../../src/preview/page/runnable.ts';

const named = (...names: readonly string[]) => names.map((name) => ({ name }));

test('what begins with the typed text comes before what holds it (/exam once meant /group exam)', () => {
  const all = named('group exam', 'group show', 'exam-results', 'exam', 'quiz');
  expect(fitting(all, 'exam')).toEqual(named('exam', 'exam-results', 'group exam'));
  expect(fitting(all, ' EXAM-')).toEqual(named('exam-results'));
  expect(fitting(all, 'group')).toEqual(named('group exam', 'group show'));
});

test('nothing typed yet leaves all in their order', () => {
  const all = named('group exam', 'exam', 'quiz');
  expect(fitting(all, '')).toEqual(all);
});
