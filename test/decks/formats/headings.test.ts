import { describe, expect, test } from 'vitest';
import { loadDecks } from '../../../src/decks/index.ts';

function load(text: string) {
  const { decks, problems } = loadDecks([{ name: 'x.csv', text }]);
  return {
    right: decks[0]?.cards.map(({ kind, options, answer }) => [
      kind,
      ...(options.length === 0
        ? [answer]
        : options.filter(({ correct }) => correct).map((each) => each.text)),
    ]),
    said: problems.filter(({ code }) => !code.startsWith('no-')).map(({ message }) => message),
    told: problems.map(({ line, severity, code }) => `${line} ${severity} ${code}`),
  };
}

describe('headings as quiz tables have them', () => {
  test.each([
    ['Question,Option A,Option B,Option C,Answer', 'B'],
    ['Question,Option A,Option B,Option C,Correct answer', 'b'],
    ['Question,Option A,Option B,Option C,Correct Answer(s)', 'Option B'],
    ['Question Text,Option 1,Option 2,Option 3,Correct Answer', '2'],
    ['question,answer 1,answer 2,answer 3,correct_answer', 'answer 2'],
    [
      'Question - max 120 characters,Answer 1 - max 75 characters,Answer 2,Answer 3,Correct answer(s) - choose at least one',
      '2',
    ],
    ['Question,Choice A,Choice B,Choice C,Right answer', 'The container'],
    ['Question,A,B,C,Answer', 'the container'],
    ['QUESTION,opt-a,opt-b,opt-c,correct option', 'B)'],
  ])('%s', (head, mark) => {
    const { right, said } = load(`${head}\nWhich wins?,The pod,The container,The image,${mark}\n`);
    expect({ right, said }).toEqual({ right: [['choice', 'The container']], said: [] });
  });

  test('several right ones by their texts, also with spaces and commas in them', () => {
    const { right } = load(
      'Question,Option A,Option B,Option C,Answer\nWhich?,"fsGroup, as set",runAsUser,none here,"fsGroup, as set; runAsUser"\n',
    );
    expect(right).toEqual([['multi', 'fsGroup, as set', 'runAsUser']]);
  });

  test('an answer that is the text of one option and the number of another is the text', () => {
    expect(load('Question,Option A,Option B,Answer\nHow many?,2,1,1\n').right).toEqual([['choice', '1']]);
    expect(load('prompt,option 1,option 2,correct\nHow many?,2,1,1\n').right).toEqual([['choice', '2']]);
  });

  test('Question and Correct answer without options are plain cards', () => {
    expect(load('Question,Correct answer\nWho is UID 0?,root\n').right).toEqual([['recall', 'root']]);
  });

  test('two columns that say different answers are not guessed at', () => {
    expect(load('Question,Option A,Option B,Answer,Correct\nWhich?,x,y,x,2\n').said).toEqual([
      'answer is not what "correct" says: leave one of the two empty, or write the same in both',
    ]);
    expect(load('Question,Option A,Option B,Answer,Correct\nWhich?,x,y,y,2\n').right).toEqual([
      ['choice', 'y'],
    ]);
  });
});

describe('"this row has no options" came five times, and the cause stood elsewhere', () => {
  const rows = 'Which?,a,b,1\nWhat?,a,b,2\nWho?,a,b,1\nHow?,a,b,2\nWhy?,a,b,1\n';

  test('unknown columns are said first and once, with the nearest ones and those that there are', () => {
    const { said, told } = load(`Question,Opion A,Antwort B,Correct\n${rows}`);
    expect(said[0]).toMatch(
      /^the columns "Opion A" \(did you mean "option 1"\?\), "Antwort B" are not known and are left out\. Columns are id, kind, topic/,
    );
    expect(told).toEqual(['1 warning unknown-column', '1 error no-options']);
  });

  test('that no column holds options is said once, at the head', () => {
    expect(load(`Question,Correct\nWhich?,1\nWhat?,2\n`).told).toEqual(['1 error no-options']);
  });

  test('a table without a column of questions is still checked', () => {
    expect(load('Frage,Option A,Option B,Correct\nWhich?,a,b,1\nWhich?,a,b,E\n').told).toEqual([
      '1 warning unknown-column',
      '1 error no-prompt',
      '3 error cell',
    ]);
  });

  test('a prompt that stands twice is told by its line, not by an id nobody wrote', () => {
    expect(load('prompt,answer\nWhich?,a\nWhich?,b\n').said[0]).toBe(
      'this card: prompt is that of the card on line 2, by which both have the same id: ask something else, or give each an id of its own (column "prompt")',
    );
  });
});
