import { describe, expect, test } from 'vitest';
import { formatProblem, loadDecks } from '../../../src/decks/index.ts';

function load(name: string, text: string) {
  const { decks, problems } = loadDecks([{ name, text }]);
  return {
    deck: decks[0],
    problems,
    said: problems.map((each) => `${each.line}:${each.column} ${each.message}`),
  };
}

describe('CSV', () => {
  test('two columns are enough: prompt and answer make recall cards', () => {
    const { deck, problems } = load(
      'CKS words.csv',
      'front,back\nWhat is a PSA?,"Pod Security Admission, since 1.25"\n',
    );
    expect(problems).toEqual([]);
    expect(deck).toMatchObject({ id: 'cks-words', title: 'CKS words' });
    expect(deck?.cards[0]).toMatchObject({
      kind: 'recall',
      prompt: 'What is a PSA?',
      answer: 'Pod Security Admission, since 1.25',
      topic: 'CKS words',
      difficulty: 2,
    });
  });

  test('options make a choice, several right ones a choose-all, letters count like numbers', () => {
    const text =
      'Question;Option 1;Option 2;Option 3;Correct\nWhich wins?;pod;container;;2\nWhich stand in both?;runAsUser;fsGroup;runAsGroup;A C\n';
    const { deck, problems } = load('levels.csv', text);
    expect(problems).toEqual([]);
    expect(deck?.cards.map(({ kind, options }) => [kind, ...options.map((each) => each.correct)])).toEqual([
      ['choice', false, true],
      ['multi', true, false, true],
    ]);
  });

  test('options have ids in columns of their own, by which the right ones may be named', () => {
    const text =
      'prompt,option 1,id 1,option 2,id 2,option 3,correct,revision\nWhich?,pod,p,container,c,image,c,2\nAll?,pod,p,container,c,image,p c,\n';
    const { deck, problems } = load('levels.csv', text);
    expect(problems).toEqual([]);
    expect(deck?.cards[0]).toMatchObject({ kind: 'choice', revision: 2 });
    expect(deck?.cards[1]).toMatchObject({ kind: 'multi', revision: 1 });
    expect(deck?.cards[0]?.options.map(({ id, correct }) => [id, correct])).toEqual([
      ['p', false],
      ['c', true],
      ['image', false],
    ]);
    expect(load('levels.csv', text.replace('image,c,2', 'image,node,2')).said).toEqual([
      '2:32 correct names the option "node", but this row has 1, 2, 3, p, c: write the number or the id of the right option, or several with spaces between',
    ]);
    expect(
      load('levels.csv', text.replace('container,c', 'container,p').replace('image,c,2', 'image,1,2')).said,
    ).toEqual([
      '2:24 this card, option 2: id is "p", as that of option 1 of this card already is: give one of them another id (column "id 2")',
    ]);
  });

  test('what a spreadsheet makes of the first lines is read all the same', () => {
    const { deck } = load(
      'x.csv',
      '\uFEFF#id:mine,,\r\n"#description:Pods, users",,\r\nprompt,answer,topic\r\na,b,c\r\n',
    );
    expect(deck).toMatchObject({ id: 'mine', description: 'Pods, users' });
  });

  test('every fault of every row is told with line, column and what is right', () => {
    const text =
      'prompt,option 1,option 2,correct,difficulty,verify\n"Two\nlines?",a,b,3,2,\nAgain?,a,b,1,hard,{x}\n';
    expect(load('x.csv', text).said).toEqual([
      '3:13 correct names the option "3", but this row has 1, 2: write the number of the right option, or several with spaces between',
      '4:14 this card: difficulty must be a whole number (1 (a first look) to 5 (surprises experts); the points a right answer earns), not the text "hard" (column "difficulty")',
      '4:19 verify is not JSON: write it as in {"app": "1000"}',
    ]);
    expect(load('x.csv', text.replace(',3,2', ',1,2').replace('{x}', '')).said).toEqual([
      '4:14 this card: difficulty must be a whole number (1 (a first look) to 5 (surprises experts); the points a right answer earns), not the text "hard" (column "difficulty")',
    ]);
  });

  test('a header row without a prompt says what to write; a strange column is named and left out', () => {
    expect(load('x.csv', 'a,b\n1,2\n').said[0]).toMatch(
      /^1:1 the first row names no column: write a header row/,
    );
    const { deck, problems } = load('x.csv', 'prompt,answer,expalnation\np,a,e\n');
    expect(problems).toMatchObject([{ severity: 'warning', line: 1, column: 15 }]);
    expect(deck?.cards).toHaveLength(1);
  });

  test('a row with more cells than columns, and a quote that never closes', () => {
    expect(load('x.csv', 'prompt,answer\na,b, and c\n').said).toEqual([
      '2:5 this row has 3 cells, and there are 2 columns: put text that holds the separator in double quotes',
    ]);
    expect(load('x.csv', 'prompt,answer\n"a,b\n').said[0]).toContain('is opened and never closed');
    expect(load('x.csv', '').said).toEqual([
      '1:1 the file has no rows below its header row: write a card a row',
    ]);
  });

  test('a caret shows the cell', () => {
    const [problem] = load('x.csv', 'prompt,answer,kind\np,a,recal\n').problems;
    expect(problem && formatProblem(problem).split('\n')).toEqual([
      'x.csv:2:5: error: this card: kind must be choice, multi, number, recall, locate, repair, fill or predict, not the text "recal" (column "kind")',
      '  2 | p,a,recal',
      '    |     ^^^^^',
    ]);
  });
});

describe("Anki's notes in plain text", () => {
  const HEAD =
    '#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n';

  test('a note is a recall card; its HTML becomes text, its tag the topic, its GUID the id', () => {
    const note =
      'kV}u8$x!\tBasic\tK8s::CKS\tWhat does <b>fsGroup</b><br>own?\t<div>The volumes&nbsp;&amp; files</div>\tvolumes cks\n';
    const { deck, problems } = load('export.txt', HEAD + note);
    expect(problems).toEqual([]);
    expect(deck).toMatchObject({ id: 'k8s-cks', title: 'CKS' });
    expect(deck?.cards[0]).toMatchObject({
      kind: 'recall',
      prompt: 'What does **fsGroup**\nown?',
      answer: 'The volumes & files',
      topic: 'volumes',
    });
    expect(load('export.txt', HEAD + note.replace('own?', 'have?')).deck?.cards[0]?.id).toBe(
      deck?.cards[0]?.id,
    );
  });

  test('a reversed note makes two cards, a cloze one for each number', () => {
    const notes =
      'a1\tBasic (and reversed card)\tD\tUID\tuser id\t\nb2\tCloze\tD\t{{c1::runAsUser}} wins over the {{c2::pod::level}}.\tMore.\t\n';
    const { deck, problems } = load('export.txt', HEAD + notes);
    expect(problems).toEqual([]);
    expect(deck?.cards.at(-1)?.explanation).toBe('More.');
    expect(deck?.cards.map(({ prompt, answer }) => [prompt, answer])).toEqual([
      ['UID', 'user id'],
      ['user id', 'UID'],
      ['[…] wins over the pod.', '**runAsUser** wins over the pod.'],
      ['runAsUser wins over the [level].', 'runAsUser wins over the **pod**.'],
    ]);
  });

  test('pictures and sounds are refused with the place, never lost without a word', () => {
    const { deck, said } = load(
      'export.txt',
      `${HEAD}a\tBasic\tD\t<img src="x.png">Which?\tb [sound:a.mp3]\t\n`,
    );
    expect(deck).toBeUndefined();
    expect(said.map((each) => each.slice(0, 44))).toEqual([
      '7:11 this note holds a picture (<img>), and ',
      '7:35 this note holds a sound ([sound:…]), an',
    ]);
  });

  test('several decks in one file become topics of the one imported', () => {
    const { deck } = load('all.txt', `${HEAD}a\tBasic\tK8s::Users\tp\tq\t\nb\tBasic\tK8s::Volumes\tr\ts\t\n`);
    expect(deck).toMatchObject({ id: 'all', cards: [{ topic: 'Users' }, { topic: 'Volumes' }] });
  });

  test('a card whose front was changed beside what Podium wrote says so', () => {
    const text =
      '#separator:tab\n#html:true\n#columns:GUID\tFront\tBack\tTags\tPodium\nd/one\tNew words\tb\t\t"{""id"":""one"",""kind"":""recall"",""prompt"":""Old words"",""topic"":""t"",""difficulty"":1,""answer"":""b""}"\n';
    expect(load('x.txt', text).said).toEqual([
      '4:7 this text was changed, but the column "Podium" holds the card as it was: change it there too, or empty that cell to have the row read as a plain note',
    ]);
    expect(load('x.txt', text.replace('New words', 'Old words')).problems).toEqual([]);
  });
});
