import type { ToolCall, ToolResult } from './call.ts';
import { MONTHS, two } from './clock.ts';
import { passwd } from './people.ts';
import { processes } from './processes.ts';

export function ps(call: ToolCall): ToolResult {
  const { container, draft } = call;
  if (container === null)
    return call.notSimulated({ code: 'tool:ps', message: 'ps is simulated inside containers only.' });
  if (container.hostPid)
    return call.notSimulated({
      code: 'tool:ps:host',
      message:
        "This pod shares the node's processes (hostPID), and the simulated node has none to show; the real ps would list every process of the node.",
    });
  const args = call.argv.slice(1);
  const users = passwd(call.files);
  const user = (uid: number): string => users.find((one) => one.uid === uid)?.name ?? String(uid);
  const seen = processes(call.draft, container);
  const rows = [
    ...seen,
    {
      pid: Math.max(call.pid, (seen.at(-1)?.pid ?? 0) + 1),
      uid: call.identity.uid,
      command: call.argv.join(' '),
      startedAt: draft.now,
      tty: call.terminal,
    },
  ];
  if (call.flavour === 'busybox') {
    if (args.includes('-o') || args.some((one) => one.startsWith('-o')))
      return call.notSimulated({ code: 'tool:ps:-o', message: 'ps -o is not simulated.' });
    const option = args.find((one) => /^-[^T]/.test(one));
    if (option !== undefined)
      return call.notSimulated({
        code: 'tool:ps:option',
        message: `ps of busybox has no option ${option}: it complains and prints a page of help; plain ps lists every process.`,
      });
    call.out('PID   USER     TIME  COMMAND\n');
    for (const row of rows)
      call.out(
        `${String(row.pid).padStart(5)} ${user(row.uid).slice(0, 8).padEnd(8)}  0:00 ${row.command}\n`,
      );
    return 0;
  }
  const letters = args.join('').replace(/-/g, '');
  if (!/^[auxefwA]*$/.test(letters))
    return call.notSimulated({
      code: 'tool:ps',
      message: 'Of the options of ps only aux, -ef and -A are simulated.',
    });
  const start = (ms: number): string =>
    draft.now - ms < 86_400_000
      ? `${two(new Date(ms).getUTCHours())}:${two(new Date(ms).getUTCMinutes())}`
      : `${MONTHS[new Date(ms).getUTCMonth()]}${two(new Date(ms).getUTCDate())}`;
  const short = (name: string, width: number): string =>
    name.length > width ? `${name.slice(0, width - 1)}+` : name;
  if (letters.includes('f') || letters.includes('e')) {
    call.out('UID          PID    PPID  C STIME TTY          TIME CMD\n');
    for (const row of rows)
      call.out(
        `${short(user(row.uid), 8).padEnd(8)} ${String(row.pid).padStart(7)} ${String(0).padStart(7)}  0 ${start(row.startedAt).padEnd(5)} ${(row.tty ? 'pts/0' : '?').padEnd(8)} 00:00:00 ${row.command}\n`,
      );
    return 0;
  }
  if (letters === '' || letters === 'A') {
    call.out('    PID TTY          TIME CMD\n');
    for (const row of rows)
      if (letters === 'A' || row.tty === call.terminal)
        call.out(
          `${String(row.pid).padStart(7)} ${(row.tty ? 'pts/0' : '?').padEnd(8)} 00:00:00 ${row.command.split(' ', 1)[0]?.replace(/^.*\//, '').slice(0, 15)}\n`,
        );
    return 0;
  }
  call.out('USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\n');
  for (const [index, row] of rows.entries()) {
    const state = `${index === rows.length - 1 ? 'R' : 'S'}${row.pid === 1 || row.tty ? 's' : ''}${row.tty && index === rows.length - 1 ? '+' : ''}`;
    call.out(
      `${short(user(row.uid), 8).padEnd(8)} ${String(row.pid).padStart(7)}  0.0  0.0 ${String(row.pid === 1 ? 2728 : 7888).padStart(6)} ${String(row.pid === 1 ? 1516 : 3920).padStart(5)} ${(row.tty ? 'pts/0' : '?').padEnd(8)} ${state.padEnd(4)} ${start(row.startedAt)}   0:00 ${row.command}\n`,
    );
  }
  return 0;
}
