/** `kill`: signals to processes, of which Podium knows process 1 and the one that asks. */
import { schedule } from '../clock.ts';
import { has } from '../files/permission.ts';
import type { ToolCall } from './call.ts';

const SIGNALS: Readonly<Record<string, number>> = {
  HUP: 1,
  INT: 2,
  QUIT: 3,
  KILL: 9,
  USR1: 10,
  USR2: 12,
  TERM: 15,
  CONT: 18,
  STOP: 19,
};

/** Sends what `kill` asks for. `complain` words a complaint as whoever runs it (a shell, the tool itself). */
export function kill(
  call: ToolCall,
  complain: (text: string) => string,
  kind: 'ash' | 'dash' | 'bash' | 'tool',
): number {
  const args = call.argv.slice(1);
  let signal = 'TERM';
  const [first = ''] = args;
  if (first === '-l') {
    call.notSimulated({
      code: 'tool:kill:-l',
      message: 'kill -l is not simulated; it lists the names of the signals.',
    });
    return 88;
  }
  if (first === '-s' || first === '-n') signal = args.splice(0, 2)[1] ?? '';
  else if (/^-[A-Za-z0-9]+$/.test(first)) signal = args.shift()?.slice(1) ?? '';
  const name = signal.replace(/^SIG/i, '').toUpperCase();
  const number = /^[0-9]+$/.test(name) ? Number(name) : SIGNALS[name];
  if (args.length === 0) {
    call.err(
      kind === 'ash'
        ? complain('you need to specify whom to kill')
        : kind === 'bash'
          ? 'kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]\n'
          : complain('Usage: kill [-s sigspec | -signum | -sigspec] [pid | job]... or\nkill -l [exitstatus]'),
    );
    return kind === 'ash' ? 1 : 2;
  }
  let status = 0;
  for (const pid of args) if (!send(call, complain, kind, pid, number ?? -1)) status = 1;
  return status;
}

function send(
  call: ToolCall,
  complain: (text: string) => string,
  kind: string,
  pid: string,
  signal: number,
): boolean {
  const { container, identity } = call;
  const refuse = (why: string): false => {
    call.err(
      complain(
        kind === 'ash'
          ? `can't kill pid ${pid}: ${why}`
          : kind === 'bash'
            ? `(${pid}) - ${why}`
            : kind === 'dash'
              ? `${why}\n`
              : why,
      ),
    );
    return false;
  };
  if (container === null || !/^[0-9]+$/.test(pid) || signal < 0) {
    call.notSimulated({
      code: 'tool:kill',
      message: 'This form of kill is not simulated; it sends a signal to a process.',
    });
    return false;
  }
  if (pid !== '1') return Number(pid) === call.pid ? true : refuse('No such process');
  const same = container.identity.uid === identity.uid;
  if (!same && !has(identity, 'KILL')) return refuse('Operation not permitted');
  if (signal === 0 || signal === 9 || signal === 19 || signal === 18) return true;
  if (signal === 15 && !call.own && !container.sharedPid && !container.hostPid) {
    schedule(call.draft, call.draft.now, { kind: 'signal', container: container.id });
    return true;
  }
  call.notSimulated({
    code: 'tool:kill:1',
    message:
      'Of the signals to process 1 from inside its container only TERM is simulated; it would get those that it has a handler for, and never KILL.',
  });
  return false;
}
