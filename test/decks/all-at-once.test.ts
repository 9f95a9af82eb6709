import { describe, expect, test } from 'vitest';
import { checkDecks } from '../../src/decks/index.ts';
import { explain } from '../../src/manifest/index.ts';

function errors(name: string, text: string): readonly string[] {
  const { problems } = checkDecks([{ name, text }], explain);
  return problems.filter(({ severity }) => severity === 'error').map(({ line, code }) => `${line} ${code}`);
}

const card = (id: string, rest: string) => `  - id: ${id}
    kind: choice
    topic: levels
    difficulty: 1
    prompt: Which user is it (${id})?
${rest}`;
const OPTIONS = `    options:
      - {text: UID 1000, correct: true, why: yes}
      - {text: UID 2000, why: no}
`;
const MANIFEST = `    manifest: |
      apiVersion: v1
      kind: Pod
      metadata: {name: demo}
      spec:
        securityContext: {runAsUser: 2000}
        containers: [{name: app, image: "registry.example.com/demo:1"}]
    verify:
      - {container: app, field: runAsUser, value: 1000}
`;

describe('a file took three rounds, because the check stopped at its first stage', () => {
  test('YAML, format, ids, references, wording and the engine’s proof come in one, in the order of lines', () => {
    const text = `id: mine
title: Mine
description: What: one learns.
cards:
${card('one', `    difficulty: 9\n${OPTIONS}`)}${card('two', `${OPTIONS}    needs: [nowhere]\n`)}${card('two', OPTIONS).replace('(two)', '(2)')}${card(
  'three',
  `${MANIFEST}${OPTIONS}`,
)}${card('four', OPTIONS.replace('UID 2000', 'None of the above'))}`;
    expect(errors('mine.yaml', text)).toEqual([
      '3 yaml',
      '10 duplicate-key',
      '10 format',
      '22 unknown-reference',
      '23 duplicate-id',
      '44 verify',
      '55 all-of-the-above',
    ]);
  });

  test('a kind that is misspelt does not hide what else is wrong with its card', () => {
    const text = `id: mine\ntitle: T\ndescription: D.\ncards:\n${card('one', OPTIONS.replace('yes', '""')).replace('choice', 'choise')}`;
    expect(errors('mine.yaml', text)).toEqual(['6 format', '11 format']);
  });

  test('an option that is wrong does not hide that none of them is right', () => {
    const text = `id: mine\ntitle: T\ndescription: D.\ncards:\n${card('one', OPTIONS.replace(', correct: true', ', corect: true'))}`;
    expect(errors('mine.yaml', text)).toEqual(['11 format', '11 unknown-key']);
  });

  test('in a table the format is looked at beside the cells', () => {
    const table =
      'prompt,option 1,option 2,correct,difficulty,verify,kind\na,x,y,3,9,{,\nb,x,y,1,hard,,choise\n';
    expect(errors('x.csv', table)).toEqual(['2 cell', '2 format', '2 cell', '3 format', '3 format']);
  });

  test('what a fault makes of its cell is not told again', () => {
    expect(errors('x.csv', 'prompt,option 1,option 2,correct\na,x,y,3\n')).toEqual(['2 cell']);
    expect(errors('x.csv', 'prompt,answer\na,b,c\n')).toEqual(['2 too-many-cells']);
  });

  test('nothing is missed that only the other cards show: a sibling, a card that is needed', () => {
    const text = `id: mine\ntitle: T\ndescription: D.\ncards:\n${card('one', `    family: f\n${OPTIONS}`).replace('difficulty: 1', 'difficulty: 9')}${card('two', `    family: f\n    needs: [one]\n${OPTIONS}`)}`;
    const { problems } = checkDecks([{ name: 'mine.yaml', text }], explain);
    const codes = problems.map(({ code }) => code).filter((code) => !/^no-/.test(code));
    expect(codes).toEqual(['format']);
  });

  test('an id that a deck of ours has is told with everything else', () => {
    const text = `id: ours\ntitle: T\ndescription: D.\ncards:\n${card('one', OPTIONS)}`.replace(
      'difficulty: 1',
      'difficulty: 9',
    );
    const { problems } = checkDecks([{ name: 'mine.yaml', text }], explain, [{ id: 'ours', title: 'Ours' }]);
    expect(problems.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([
      'id is "ours", and that is the deck "Ours", which comes with Podium: give yours another id',
      expect.stringContaining('card "one": difficulty must be at most 5'),
    ]);
  });
});

test('a remark names the card by its id, and keeps the path for programs', () => {
  const text = `id: mine\ntitle: T\ndescription: D.\ncards:\n${card('one', OPTIONS)}${card('two', OPTIONS).replace('id: two', 'id: Two!')}`;
  const { problems } = checkDecks([{ name: 'mine.yaml', text }], explain);
  expect(problems.some(({ message }) => /\[\d/.test(message))).toBe(false);
  expect(problems.map(({ path, message }) => [path, message.slice(0, 22)])).toContainEqual([
    'cards[0]',
    'card "one" has no expl',
  ]);
  expect(problems.find(({ path }) => path === 'cards[1].id')?.message).toMatch(/^card 2: id must be/);
});
