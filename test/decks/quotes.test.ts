import { describe, expect, test } from 'vitest';
import { loadDecks } from '../../src/decks/index.ts';

const deck = (card: string) => `id: mine
title: Mine
description: About it.
cards:
  - id: first
    kind: recall
    topic: groups
    difficulty: 1
${card}`;

function said(text: string): readonly string[] {
  return loadDecks([{ name: 'mine.yaml', text }]).problems.map(
    ({ line, severity, message }) => `${line} ${severity}: ${message}`,
  );
}

describe('an unquoted text gave the YAML library’s words; it is told to be put in quotes', () => {
  test.each([
    [
      'a colon',
      'Why: is it so',
      'has a colon in it, which ends a key in YAML: put it in quotes: prompt: "Why: is it so"',
    ],
    [
      'a colon at its end',
      'Which of these:',
      'has a colon in it, which ends a key in YAML: put it in quotes: prompt: "Which of these:"',
    ],
    [
      'a brace',
      '{uid} is what?',
      'begins with {, which opens a mapping in YAML: put it in quotes: prompt: "{uid} is what?"',
    ],
    [
      'a cloze',
      '{{c1::root}} may',
      'begins with {, which opens a mapping in YAML: put it in quotes: prompt: "{{c1::root}} may"',
    ],
    [
      'a bracket',
      '[ALL] drops what?',
      'begins with [, which opens a list in YAML: put it in quotes: prompt: "[ALL] drops what?"',
    ],
    [
      'quotes around a part',
      '"root" is who?',
      `goes on behind its quotes, or has the same quotes in it: put all of it in quotes of the other kind: prompt: '"root" is who?'`,
    ],
    [
      'an apostrophe',
      "'it's root'",
      'goes on behind its quotes, or has the same quotes in it: put all of it in quotes of the other kind: prompt: "it\'s root"',
    ],
    [
      'a backslash',
      '"what is \\d"',
      "has a backslash in double quotes, which YAML reads as its own: put it in single quotes: prompt: 'what is \\d'",
    ],
    [
      'an at',
      '@app runs as?',
      'begins with @, which means something else in YAML: put it in quotes: prompt: "@app runs as?"',
    ],
    [
      'a backtick',
      '`app` runs as?',
      'begins with `, which means something else in YAML: put it in quotes: prompt: "`app` runs as?"',
    ],
    [
      'a percent sign',
      '%s is what?',
      'begins with %, which means something else in YAML: put it in quotes: prompt: "%s is what?"',
    ],
    [
      'a star',
      '*root* is what?',
      'begins with *, which means something else in YAML: put it in quotes: prompt: "*root* is what?"',
    ],
    [
      'a dash',
      '- root is what?',
      'begins with -, which means something else in YAML: put it in quotes: prompt: "- root is what?"',
    ],
  ])('%s', (_what, prompt, message) => {
    expect(
      said(deck(`    prompt: ${prompt}\n    answer: it is\n`)).filter((each) => each.includes('error')),
    ).toEqual([`9 error: the text of prompt ${message}`]);
  });

  test('the corrected line is right: written so, the deck is read', () => {
    for (const prompt of ['Why: is it so', '{uid} is what?', "'it's root'", '"what is \\d"', 'a "b": c']) {
      const [message = ''] = said(deck(`    prompt: ${prompt}\n    answer: it is\n`));
      const line = /prompt: .*$/.exec(message)?.[0] ?? '';
      const { decks } = loadDecks([{ name: 'mine.yaml', text: deck(`    ${line}\n    answer: it is\n`) }]);
      expect(decks[0]?.cards[0]?.prompt, line).toBe(prompt.replace(/^(['"])(.*)\1$/, '$2'));
    }
  });

  test('in an option of one line, too, and in text that goes on in the next line', () => {
    const option = deck(
      '    prompt: p\n    answer: a\n    options:\n    - {text: Why: so, correct: true, why: it is {x}}\n',
    );
    expect(said(option)).toContain(
      '12 error: a text on this line has a colon or a brace in it, which YAML reads as its own: put it in quotes: - {text: "Why: so", correct: true, why: "it is {x}"}',
    );
    expect(said(deck('    prompt: Why: is it\n      so, and so\n    answer: a\n'))[0]).toBe(
      '9 error: the text of prompt has a colon in it, which ends a key in YAML: put it in quotes: prompt: "Why: is it …',
    );
  });

  test('and what else is wrong in the file is told in the same round', () => {
    expect(said(deck('    prompt: Why: is it so\n    answer: {x} is\n    famly: x\n'))).toEqual([
      expect.stringContaining('9 error: the text of prompt has a colon'),
      expect.stringContaining('10 error: the text of answer begins with {'),
      expect.stringContaining('11 error: card "first": famly is not a key'),
    ]);
  });
});

test('what YAML takes away from a text without a word is told', () => {
  const taken = said(deck('    prompt: &p and what?\n    answer: !x and that\n'));
  expect(taken.filter((each) => each.includes('error'))).toEqual([
    '9 error: card "first": prompt begins with &p, which YAML takes away: put the text in quotes',
    '10 error: card "first": answer begins with !x, which YAML takes away: put the text in quotes',
  ]);
  const cut = said(deck('    prompt: What is #1 here?\n    answer: "#2" # not a part of it\n'));
  expect(cut.filter((each) => each.includes('comment'))).toEqual([
    '9 warning: card "first": prompt ends before #1 here?, which YAML takes for a comment: put the text in quotes if it is a part of it',
  ]);
});

test('a number where text belongs is told to be put in quotes', () => {
  expect(said(deck('    prompt: p\n    answer: 1.30\n'))[0]).toBe(
    '10 error: card "first": answer must be text (the back of the card), not the number 1.3: if it is meant as text, put it in quotes',
  );
});

test('other faults of YAML are told in words of our own', () => {
  expect(said('id:\n  x: 1\n title: 2\n')[0]).toContain('begins at another column');
  expect(said(deck('\tprompt: p\n'))[0]).toContain('is indented with a tab');
  expect(said(deck('    prompt: p\n    answer\n'))[0]).toContain('neither `key: value` nor an item');
});
