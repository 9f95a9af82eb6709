import { expect, test } from 'vitest';
import { inPrintedOrder } from '../../src/cluster/index.ts';

const shown = (stdout: string, stderr: string): string =>
  inPrintedOrder({ stdout, stderr })
    .map(({ text, error }) => `${error ? '2' : '1'}>${text}`)
    .join('');

test('a warning and the container that was taken stand before what is printed, an error behind it', () => {
  expect(shown('pod/a created\n', 'Warning: would violate\nWarning: and more\nError from server\n')).toBe(
    '2>Warning: would violate\nWarning: and more\n1>pod/a created\n2>Error from server\n',
  );
  expect(
    shown('total 0\n', 'Defaulted container "a" out of: a, b\ncommand terminated with exit code 1\n'),
  ).toBe('2>Defaulted container "a" out of: a, b\n1>total 0\n2>command terminated with exit code 1\n');
  expect(shown('', 'Warning: without an end')).toBe('2>Warning: without an end');
  expect(shown('a\n', '')).toBe('1>a\n');
});
