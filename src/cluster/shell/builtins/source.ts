/** `.` and source: the commands of a file, in this shell. */
import { attempt } from '../../files/errors.ts';
import { builtinSays, says } from '../wording.ts';
import type { Builtin } from './builtin.ts';

export const source: Builtin = (machine, argv, line) => {
  const [name = '', file] = argv;
  if (name === 'source' && machine.process.kind === 'dash') {
    machine.err(says(machine.process, 'source: not found', line));
    return 127;
  }
  if (file === undefined) return 2;
  const content = attempt(() => machine.files.read(machine.path(file)));
  const { kind } = machine.process;
  if ('refused' in content) {
    const why = content.refused.message;
    if (kind === 'bash') machine.err(says(machine.process, `${file}: ${why}`, line));
    else if (kind === 'dash')
      machine.err(
        builtinSays(
          machine.process,
          name,
          `cannot open ${file}: ${why === 'No such file or directory' ? 'No such file' : why}`,
          line,
        ),
      );
    else machine.err(builtinSays(machine.process, name, `can't open '${file}': ${why}`, line));
    return kind === 'bash' || machine.process.mode === 'prompt' ? 1 : { leave: { kind: 'exit' }, status: 2 };
  }
  machine.push({ kind: 'dot' });
  machine.script(content.value);
  return null;
};
