/** One person at one lab: reads lines until there are no more. */
import { complete, inPrintedOrder, isUnfinished, machineFiles } from '../../cluster/index.ts';
import type { CliIo } from '../command.ts';
import { markdown, type Paint, paintFor } from '../markdown.ts';
import { didYouMean } from '../near.ts';
import { edited } from './edit.ts';
import { INTERRUPT, type Keyboard, openKeyboard } from './keyboard.ts';
import type { RunningLab } from './running.ts';
import { goals, help, OWN_COMMANDS, opening, task, toldApart } from './words.ts';

export interface LabTerminal {
  readonly io: CliIo;
  readonly running: RunningLab;
}

const NOTHING_LEFT = 'There is nothing left to take back.';
const LAST_HINT = 'That was the last hint; it holds the answer.';

/** What leaves the first shell of a machine leaves the lab, as Ctrl-D does. */
const LEAVES: ReadonlySet<string> = new Set(['exit', 'logout']);

/** Serves the lab until the input ends, exit or :quit. Everything that was done is kept before the next line is read. */
export async function serveLab({ io, running }: LabTerminal): Promise<void> {
  const paint = paintFor(io);
  const tell = (text: string): void => io.out(`${text}\n`);
  const terminal = io.input.isTTY === true;
  let begun = '';
  const keyboard = openKeyboard({
    input: io.input,
    output: io.output,
    complete: (line, cursor) => {
      const before = begun === '' ? '' : `${begun}\n`;
      const own = begun === '' ? ownCompletion(line, cursor) : undefined;
      if (own !== undefined) return own;
      const { from, to, ...rest } = complete(running.cluster, before + line, before.length + cursor);
      return { ...rest, from: Math.max(0, from - before.length), to: to - before.length };
    },
  });
  try {
    closeEditor({ io, running }, keyboard, paint);
    for (;;) {
      keyboard.remember(running.cluster.machine.history);
      const prompt = begun === '' ? running.prompt : '> ';
      const line = await keyboard.ask(paint(prompt, 1));
      if (line === INTERRUPT) {
        begun = '';
        continue;
      }
      if (!terminal) io.out(line === null ? '' : `${prompt}${line}\n`);
      // Ctrl-D ends a heredoc that is open, else a shell inside of a container, else this.
      if (line === null && begun === '' && !(terminal && running.inside)) break;
      if (running.caughtUp()) tell('This lab went on in another window; you see it as it is now.');
      if (line !== null && begun === '' && /^:[a-z]/i.test(line.trimStart())) {
        if (own({ io, running }, line.trim(), paint) === 'quit') break;
        continue;
      }
      if (line !== null && begun === '' && !running.inside && LEAVES.has(line.trim())) break;
      const text = line === null ? begun || 'exit' : begun === '' ? line : `${begun}\n${line}`;
      begun = line !== null && isUnfinished(text) ? text : '';
      if (begun !== '' || text.trim() === '') continue;
      typed({ io, running }, { kind: 'line', text }, paint);
      closeEditor({ io, running }, keyboard, paint);
    }
  } finally {
    keyboard.close();
  }
}

function ownCompletion(line: string, cursor: number) {
  const word = line.slice(0, cursor);
  if (!word.startsWith(':')) return undefined;
  const names = [...OWN_COMMANDS.map(([name]) => name), ':help']
    .filter((name) => name.startsWith(word))
    .sort();
  const [only, second] = names;
  return {
    from: 0,
    to: cursor,
    candidates: names.map((text) => ({ text, kind: 'command' as const })),
    common: only === undefined ? '' : second === undefined ? only : word,
  };
}

type What = Parameters<RunningLab['type']>[0];

function typed({ io, running }: LabTerminal, what: What, paint: Paint): void {
  for (const { text, error } of inPrintedOrder(running.type(what)))
    if (error) io.err(toldApart(text, paint));
    else io.out(text);
}

/** Opens the person's editor as long as the cluster has one open: what kubectl refuses comes back to be mended. */
function closeEditor({ io, running }: LabTerminal, keyboard: Keyboard, paint: Paint): void {
  for (let { edit } = running; edit !== null; { edit } = running) {
    const shown = edit;
    const { text, trouble } = keyboard.without(() => edited(shown, io.env, io.input.isTTY === true));
    if (trouble !== undefined) io.err(`${trouble}\n`);
    typed({ io, running }, { kind: 'edit', text }, paint);
  }
}

function own({ io, running }: LabTerminal, line: string, paint: Paint): 'quit' | undefined {
  const tell = (text: string): void => io.out(`${text}\n`);
  switch (line.toLowerCase()) {
    case ':quit':
    case ':q':
    case ':exit':
      return 'quit';
    case ':help':
      tell(help());
      return undefined;
    case ':task':
      tell(`${opening(running, paint)}\n\n${task(running, paint)}`);
      return undefined;
    case ':check':
      check(running, tell, paint);
      return undefined;
    case ':hint':
      hint(running, tell, paint);
      return undefined;
    case ':files':
      tell(files(running));
      return undefined;
    case ':undo':
      tell(takenBack(running.undo()));
      return undefined;
    case ':reset':
      running.reset();
      tell(`The lab begins again; :undo takes that back.\n\n${task(running, paint)}`);
      return undefined;
    default: {
      const names = OWN_COMMANDS.map(([name]) => name);
      tell(`The lab has no command ${line}. ${didYouMean(line, names)}`);
      return undefined;
    }
  }
}

/** `Taken back: kubectl apply -f pod.yaml`, the first line of what is longer. */
function takenBack(what: string | undefined): string {
  if (what === undefined) return NOTHING_LEFT;
  const [first = '', ...more] = what.split('\n');
  return first === '' ? 'Taken back.' : `Taken back: ${first}${more.length > 0 ? ' …' : ''}`;
}

function check(running: RunningLab, tell: (text: string) => void, paint: Paint): void {
  const { results, remark, stepDone } = running.check();
  if (results.length > 0) tell(goals(results, paint));
  if (remark !== null) tell(`\n${markdown(remark, paint)}`);
  if (stepDone) tell(`${results.length > 0 ? '\n' : ''}${task(running, paint)}`);
}

function hint(running: RunningLab, tell: (text: string) => void, paint: Paint): void {
  const { step } = running;
  if (step === undefined) {
    tell(task(running, paint));
    return;
  }
  const text = running.hint() ?? step.hints.at(-1) ?? '';
  const [taken, all] = [running.hints, step.hints.length];
  tell(`${paint(`Hint ${taken} of ${all}`, 1)}\n${markdown(text, paint)}`);
  if (taken === all) tell(LAST_HINT);
}

function files({ cluster }: RunningLab): string {
  const all = machineFiles(cluster);
  if (all.length === 0) return 'You have no files yet; nano pod.yaml makes one.';
  return all.map(({ path, text }) => `  ${path}  ${Buffer.byteLength(text)} bytes`).join('\n');
}
