import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { correctedMessage } from '../../../src/discord/explain/view-corrected.ts';
import { manifestErrorMessage } from '../../../src/discord/explain/view-error.ts';
import {
  type DiffLine,
  differingLines,
  diffLines,
  withContext,
} from '../../../src/discord/platform/difference.ts';
import { checkMessage, textsOf } from '../../../src/discord/platform/payload-limits.ts';
import { propertyRuns } from '../../property-runs.ts';
import { findingOf } from './explanations.ts';

const changedLines = (before: string, after: string): readonly DiffLine[] =>
  diffLines(before, after).filter(({ sign }) => sign !== ' ');

describe('which lines changed', () => {
  test('a changed line is its old and its new form', () => {
    expect(changedLines('a\nb\nc', 'a\nB\nc')).toEqual([
      { sign: '-', line: 2, text: 'b' },
      { sign: '+', line: 2, text: 'B' },
    ]);
  });

  test('a line taken away and a line put in elsewhere', () => {
    expect(
      changedLines('a\nx\nb\nc', 'a\nb\ny\nc').map((each) => `${each.sign}${each.line}${each.text}`),
    ).toEqual(['-2x', '+3y']);
  });

  test('the new text can always be put together from the old one and the changes', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 120 });
    fc.assert(
      fc.property(text, text, (old, fresh) => {
        const changes = changedLines(old.join('\n'), fresh.join('\n'));
        const gone = new Set(changes.filter((each) => each.sign === '-').map((each) => each.line));
        const lines = old
          .join('\n')
          .split('\n')
          .filter((_, index) => !gone.has(index + 1));
        for (const { line, text: added } of changes.filter((each) => each.sign === '+')) {
          lines.splice(line - 1, 0, added);
        }
        expect(lines.join('\n')).toBe(fresh.join('\n'));
      }),
      { numRuns: propertyRuns() },
    );
  });

  test('what is far from every change is left out, and that is seen', () => {
    const old = 'a\nb\nc\nd\ne\nf';
    const shown = withContext(diffLines(old, old.replace('f', 'F')), 1);
    expect(shown.map((each) => (each === undefined ? '…' : `${each.sign}${each.text}`))).toEqual([
      '…',
      ' e',
      '-f',
      '+F',
    ]);
  });

  test('where two readings part is shown with two lines before', () => {
    expect(differingLines('a\nb\nc\n  d\ne', 'a\nb\nc\nd\ne', 8)).toBe('b\nc\n  d');
    expect(differingLines('a\nb', 'a\nb', 8)).toBe('');
    expect(differingLines('1\n2\n3', '4\n5\n6', 2)).toBe('1\n2\n…');
  });
});

describe('the corrected manifest', () => {
  const correction = {
    before: 'a: 1\nb: 2\n',
    after: 'a: 1\nb: 3\n',
    changes: [{ line: 2, message: 'b is now 3.' }],
    notChanged: [],
    repairs: [],
    left: [],
  };

  test('comes as a file, with what changed', () => {
    const message = correctedMessage([correction], '1', 'a: 1\nb: 2\n');
    expect(message.files).toMatchObject([
      { name: 'corrected.yaml', data: 'a: 1\nb: 3\n' },
      { name: 'manifest.yaml', data: 'a: 1\nb: 2\n' },
    ]);
    const text = textsOf(message.components ?? []).join('\n');
    expect(text).toContain('✏️ **line 2** b is now 3.');
    expect(text).toContain('```diff\n  1 a: 1\n- 2 b: 2\n+ 2 b: 3\n```');
  });

  test('says what is left to decide', () => {
    const left = [findingOf({ message: 'Two owners claim it.' })];
    const text = textsOf(correctedMessage([{ ...correction, left }], '1', 'a: 1').components ?? []).join(
      '\n',
    );
    expect(text).toContain('**Still wrong in it:**');
    expect(text).toContain('Two owners claim it.');
  });

  test('each reading has its own file', () => {
    const message = correctedMessage([correction, { ...correction, after: 'c: 1\n' }], '1', 'a: 1\nb: 2\n');
    expect(message.files?.map((each) => each.name)).toEqual([
      'corrected.yaml',
      'corrected-2.yaml',
      'manifest.yaml',
    ]);
    expect(checkMessage(message)).toEqual([]);
  });

  test('whatever changed, Discord takes it', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom('漢'.repeat(200), '```'),
    );
    const lines = fc.array(text, { maxLength: 80 }).map((each) => each.join('\n'));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(lines, lines, fc.nat(12)), { minLength: 1, maxLength: 3 }),
        text,
        (all, message) => {
          const corrections = all.map(([before, after, count]) => ({
            before,
            after,
            changes: Array.from({ length: count }, (_, line) => ({ line, message })),
            notChanged: Array.from({ length: count }, (_, line) => ({ line, message })),
            repairs: Array.from({ length: count }, () => ({ code: 'x', message })),
            left: Array.from({ length: count }, () => findingOf({ message, path: message, fix: message })),
          }));
          expect(checkMessage(correctedMessage(corrections, '1', message))).toEqual([]);
        },
      ),
      { numRuns: propertyRuns(300) },
    );
  });
});

describe('a paste that cannot be explained', () => {
  test('the sentence, the line, and the paste itself go back', () => {
    const message = manifestErrorMessage(
      { message: 'This is a Dockerfile.', line: 2 },
      'FROM x\nUSER 1',
      '1',
      '',
    );
    const text = textsOf(message.components ?? []).join('\n');
    expect(text).toContain('### I cannot explain that: line 2\n> `USER 1`\nThis is a Dockerfile.');
    expect(message.files).toMatchObject([{ name: 'manifest.yaml', data: 'FROM x\nUSER 1' }]);
    expect(JSON.stringify(message.components)).toContain('Change and explain again');
  });

  test('a paste too long for a modal comes back as a file only', () => {
    const message = manifestErrorMessage({ message: 'No.', line: undefined }, 'x'.repeat(4001), '1', '');
    expect(message.files).toHaveLength(1);
    expect(JSON.stringify(message.components)).not.toContain('Change and explain again');
  });

  test('an empty paste is not sent back', () => {
    const message = manifestErrorMessage({ message: 'Nothing there.', line: undefined }, ' \n', '1', '');
    expect(message.files).toBeUndefined();
    expect(checkMessage(message)).toEqual([]);
  });

  test('whatever was pasted, Discord takes it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 5000 }),
        fc.string({ maxLength: 5000 }),
        (paste, words) => {
          const message = manifestErrorMessage({ message: words, line: 1 }, paste, '1'.repeat(20), words);
          expect(checkMessage(message)).toEqual([]);
        },
      ),
      { numRuns: propertyRuns(1000) },
    );
  });
});
