import { expect, test } from 'vitest';
import { sources } from './imports.ts';

/**
 * What may delete rows without emptying the log and rewriting the file, which is for what people and servers wanted
 * gone: only what is no trace of anybody, or stands in the new row as well. Each with its reason.
 */
const PLAIN: Readonly<Record<string, string>> = {
  remindAt: 'an hour of the day, switched off',
  changeSettings: 'the same, and a break whose end is moved',
  takeBreak: 'a break is ended or moved; its first day stays in the new row',
  drawExam: 'an exam that was drawn and not begun, in whose place another one is drawn',
  dropExam: 'the same, given up: nothing was answered in it',
  reportExam: 'states of the simulated clusters of its labs; what was typed there is swept with its session',
  undo: 'the name of a mistake that an answer showed; the answer itself stays, marked as taken back',
  startLab: 'states of a simulated cluster; what was typed there stays with the session until it is swept',
  leaveLab: 'the same',
  recordUndo: 'the same, of what was taken back',
  leaveMatch: 'a seat in a lobby that was given up before anything was played',
  bringBack: 'the key of a card that a server asks again',
  placeDeck: 'the order of a server’s decks, by their ids',
  saveServerSettings: 'the ids of channels, which are no trace of anybody',
  reviseCards: 'counts of everyone together, which name nobody, of decks of ours',
};

/** Functions and methods of the store with what stands in them, by name. */
function functions(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [file, text] of sources()) {
    if (!file.startsWith('store/') || file.startsWith('store/engine/') || file.endsWith('index.ts')) continue;
    for (const [, name = '', body = ''] of text.matchAll(
      /^(?:export )?(?:async )?function (\w+)([\s\S]*?)^\}/gm,
    ))
      found.set(name, `${found.get(name) ?? ''}${body}`);
  }
  return found;
}

/** Names of the functions that delete rows, themselves or through one that they call. */
function deleting(all: ReadonlyMap<string, string>): ReadonlySet<string> {
  const known = new Set([...all].filter(([, body]) => body.includes('.deleteFrom(')).map(([name]) => name));
  for (let before = -1; before !== known.size; ) {
    before = known.size;
    for (const [name, body] of all) if (callsOneOf(body, known)) known.add(name);
  }
  return known;
}

function callsOneOf(text: string, names: ReadonlySet<string>): boolean {
  return [...text.matchAll(/(?<!\.)\b(\w+)\(/g)].some(([, name = '']) => names.has(name));
}

/** The use-cases of every folder: the name and what stands there. */
function useCases(): readonly (readonly [name: string, text: string])[] {
  return [...sources()]
    .filter(([file]) => /^store\/\w+\/index\.ts$/.test(file))
    .flatMap(([, text]) =>
      text
        .split(/^ {4}(?=(?:async )?\w+(?:: |\())/m)
        .slice(1)
        .map(
          (part) => [/^(?:async )?(\w+)/.exec(part)?.[1] ?? '', part.replace(/^(?:async )?\w+/, '')] as const,
        ),
    );
}

test('a use-case that deletes rows goes through the door `removing` or `sweeping`, or tells `removed`', () => {
  const names = deleting(functions());
  const cases = useCases().filter(([, text]) => callsOneOf(text, names));
  const plain = cases
    .filter(([, text]) => !/\b(?:remov(?:ing|ed)|sweeping)\(/.test(text))
    .map(([name]) => name);
  expect(cases.map(([name]) => name)).toEqual(expect.arrayContaining(['deleteUser', 'sweep', 'removeDeck']));
  expect(plain.toSorted(), 'see Doors in src/store/engine/doors.ts').toEqual(Object.keys(PLAIN).toSorted());
});
