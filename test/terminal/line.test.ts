import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { spotBehind } from '../../src/terminal/page/layout.ts';
import { keysIn, Line } from '../../src/terminal/page/line.ts';
import { propertyRuns } from '../property-runs.ts';

/** A line after keys; `|` shows the cursor. */
function after(text: string, ...keys: readonly string[]): string {
  const line = new Line();
  line.history = ['first', 'cat <<EOF\nx\nEOF', 'last'];
  const at = text.indexOf('|');
  line.set(text.replace('|', ''), at === -1 ? text.length : at);
  for (const key of keys) line.key(key);
  return `${line.text.slice(0, line.cursor)}|${line.text.slice(line.cursor)}`;
}

const [UP, DOWN, LEFT, RIGHT] = ['\u001b[A', '\u001b[B', '\u001b[D', '\u001b[C'];

describe('a line is edited as readline does it', () => {
  test.each([
    ['Home', 'kubectl get', ['\u001b[H'], '|kubectl get'],
    ['Ctrl+A and typing', 'get', ['\u0001', 'k', ' '], 'k |get'],
    ['Ctrl+E', '|get', ['\u0005', 's'], 'gets|'],
    ['Ctrl+U', 'kubectl get| pods', ['\u0015'], '| pods'],
    ['Ctrl+K', 'kubectl get| pods', ['\u000b'], 'kubectl get|'],
    ['Ctrl+W', 'kubectl get pods  |', ['\u0017'], 'kubectl get |'],
    ['Ctrl+W and Ctrl+Y', 'a b|', ['\u0017', '\u0001', '\u0019'], 'b|a '],
    ['Backspace over an emoji of several characters', 'a👩‍💻|', ['\u007f'], 'a|'],
    ['Left over it', 'a👩‍💻|', [LEFT], 'a|👩‍💻'],
    ['Delete', 'a|bc', ['\u001b[3~'], 'a|c'],
    ['Ctrl+D inside', 'a|bc', ['\u0004'], 'a|c'],
    ['Ctrl+Left', 'kubectl get|', ['\u001b[1;5D'], 'kubectl |get'],
    ['Ctrl+Right', '|kubectl get', ['\u001b[1;5C'], 'kubectl| get'],
    ['Up', 'mine', [UP], 'last|'],
    ['Up and down again', 'mine', [UP, DOWN], 'mine|'],
    ['Up into a text of several lines, through it, and above it', '', [UP, UP, UP, UP, UP], 'first|'],
    ['Home in a text of several lines', 'a\nbc|', ['\u0001'], 'a\n|bc'],
    ['Right at the end', 'a|', [RIGHT], 'a|'],
    ['a key that is none', 'a|', ['\u001b[99~', '\u001b'], 'a|'],
  ] as const)('%s', (_, text, keys, then) => {
    expect(after(text, ...keys)).toBe(then);
  });

  test('Ctrl+D on an empty line asks for the end', () => {
    expect(new Line().key('\u0004')).toBe('end');
  });

  test('Ctrl+R finds the newest line that holds a text, and older ones', () => {
    const line = new Line();
    line.history = ['kubectl get pods', 'ls', 'kubectl get ns'];
    expect(line.find('get', 3)).toEqual({ line: 'kubectl get ns', at: 2 });
    expect(line.find('get', 2)).toEqual({ line: 'kubectl get pods', at: 0 });
    expect(line.find('get', 0)).toBeUndefined();
  });

  test('any keys leave the cursor inside of the text', () => {
    const key = fc.oneof(
      fc.constantFrom(
        UP,
        DOWN,
        LEFT,
        RIGHT,
        '\u0001',
        '\u0005',
        '\u0015',
        '\u000b',
        '\u0017',
        '\u0019',
        '\u007f',
      ),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(key, { maxLength: 40 }), (keys) => {
        const line = new Line();
        line.history = ['a b', 'c\nd'];
        for (const one of keys) {
          line.key(one);
          expect(line.cursor).toBeGreaterThanOrEqual(0);
          expect(line.cursor).toBeLessThanOrEqual(line.text.length);
        }
      }),
      { numRuns: propertyRuns() },
    );
  });
});

test('what a terminal sends is taken apart into keys, and nothing of it is lost', () => {
  expect(keysIn('ls\r\u001b[A\u001bOBx\u001b[1;5D\u0003é')).toEqual([
    'ls',
    '\r',
    '\u001b[A',
    '\u001bOB',
    'x',
    '\u001b[1;5D',
    '\u0003',
    'é',
  ]);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (data) => {
      expect(keysIn(data).join('')).toBe(data);
    }),
    { numRuns: propertyRuns() },
  );
});

describe('where the cursor comes to stand', () => {
  test.each([
    ['$ ', 'ab', 10, [0, 4]],
    ['$ ', 'abcdefgh', 10, [1, 0]],
    ['$ ', 'abcdefghi', 10, [1, 1]],
    ['$ ', 'a\nb', 10, [1, 3]],
    ['$ ', 'abcdefgh\nb', 10, [1, 3]],
    ['$ ', '日本語', 7, [1, 2]],
  ] as const)('%s%j in %d columns', (prompt, text, columns, [row, column]) => {
    expect(spotBehind(prompt, text, columns)).toMatchObject({ row, column });
  });
});
