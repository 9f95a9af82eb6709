/** read: one line, parted at IFS. */
import type { Machine } from '../machine.ts';
import { variable, withVariable } from '../process.ts';
import { builtinSays } from '../wording.ts';
import type { Builtin } from './builtin.ts';

export const read: Builtin = (machine, argv, line) => {
  const names = argv.slice(1).filter((one) => !one.startsWith('-'));
  const raw = argv.some((one) => /^-[a-z]*r/.test(one));
  if (names.length === 0 && machine.process.kind === 'dash') {
    machine.err(builtinSays(machine.process, 'read', 'arg count', line));
    return 2;
  }
  const { input } = machine.process.descriptors;
  if (input.from === 'terminal') {
    machine.podium(
      'shell:read',
      'read waits for what is typed at a terminal, and Podium does not give it any; pipe a text into it.',
    );
    return machine.process.status;
  }
  const text = input.from === 'text' ? machine.state.inputs[input.id] : undefined;
  if (text === undefined || text.at >= text.text.length) {
    assign(machine, names, '');
    return 1;
  }
  let got = '';
  let ended = false;
  while (text.at < text.text.length) {
    const character = text.text.charAt(text.at);
    text.at += 1;
    if (character === '\n') {
      ended = true;
      break;
    }
    if (character === '\\' && !raw) {
      const next = text.text.charAt(text.at);
      text.at += 1;
      if (next !== '\n') got += next;
    } else got += character;
  }
  assign(machine, names.length === 0 ? ['REPLY'] : names, got);
  return ended ? 0 : 1;
};

function assign(machine: Machine, names: readonly string[], text: string): void {
  const separators = variable(machine.process, 'IFS') ?? ' \t\n';
  const blank = (one: string): boolean => separators.includes(one) && ' \t\n'.includes(one);
  let rest = text;
  const trim = (): void => {
    while (rest !== '' && blank(rest.charAt(0))) rest = rest.slice(1);
  };
  trim();
  for (const [index, name] of names.entries()) {
    let end = 0;
    if (index < names.length - 1)
      while (end < rest.length && !separators.includes(rest.charAt(end))) end += 1;
    else {
      end = rest.length;
      while (end > 0 && blank(rest.charAt(end - 1))) end -= 1;
    }
    machine.process = withVariable(machine.process, name, rest.slice(0, end));
    rest = rest.slice(end);
    trim();
    if (rest !== '' && separators.includes(rest.charAt(0)) && index < names.length - 1) rest = rest.slice(1);
    trim();
  }
}
