/** `sleep`, `date`, `timeout`: the clock of the cluster. */
import { has } from '../files/permission.ts';
import { curly, fail, type ToolCall, type ToolResult } from './call.ts';
import { options } from './options.ts';

export const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

export const two = (value: number): string => String(value).padStart(2, '0');

/** Milliseconds of `5`, `0.5`, `2m`, `3d`, or Infinity; null: no such time. */
export function duration(text: string): number | null {
  if (text === 'infinity' || text === 'inf') return Number.POSITIVE_INFINITY;
  const read = /^([0-9]{1,12}(?:\.[0-9]{0,9})?|\.[0-9]{1,9})([smhd]?)$/.exec(text);
  if (read === null) return null;
  return Number(read[1]) * ({ m: 60, h: 3600, d: 86_400 }[read[2] ?? ''] ?? 1) * 1000;
}

export function sleep(call: ToolCall): ToolResult {
  if (call.resume !== undefined) return 0;
  const args = call.argv.slice(1);
  if (args.length === 0) {
    if (call.flavour === 'gnu')
      return fail(call, "missing operand\nTry 'sleep --help' for more information.");
    return call.notSimulated({
      code: 'tool:sleep:usage',
      message: 'sleep needs a time; the page of help that busybox prints is not simulated.',
    });
  }
  let ms = 0;
  for (const text of args) {
    const part = duration(text);
    if (part === null || (call.flavour === 'busybox' && text === 'inf'))
      return fail(
        call,
        call.flavour === 'gnu'
          ? `invalid time interval ${curly(call, text)}\nTry 'sleep --help' for more information.`
          : `invalid number '${text}'`,
      );
    ms += part;
  }
  return ms === Number.POSITIVE_INFINITY ? { forever: true } : { wait: Math.min(ms, 8.64e13), resume: true };
}

export function date(call: ToolCall): ToolResult {
  const read = options(call, { flags: 'uR', valued: 'sdI', long: { utc: 'u', 'set=': 's', 'date=': 'd' } });
  if ('result' in read) return read.result;
  if (read.given.has('s')) {
    const node = call.identity.userNamespaceBase !== 0;
    if (!has(call.identity, 'SYS_TIME') || node) {
      const now = text(call.draft.now, null);
      call.err(`date: ${call.flavour === 'gnu' ? 'cannot' : "can't"} set date: Operation not permitted\n`);
      const wanted = Date.parse(`${read.values.s?.trim().replace(' ', 'T') ?? ''}Z`);
      call.out(`${Number.isNaN(wanted) ? now : text(wanted, null)}\n`);
      return call.flavour === 'gnu' ? 1 : 0;
    }
    return call.notSimulated({
      code: 'tool:date:-s',
      message:
        'Setting the clock is not simulated; this process has SYS_TIME, so the real date would change the clock of the node.',
    });
  }
  if (read.given.has('d') || read.given.has('I') || read.given.has('R'))
    return call.notSimulated({
      code: 'tool:date',
      message: 'Of the options of date only -u and -s are simulated.',
    });
  const format = read.operands[0];
  if (format !== undefined && !format.startsWith('+'))
    return call.notSimulated({
      code: 'tool:date',
      message: 'date with an operand that is no +FORMAT is not simulated.',
    });
  const said = text(call.draft.now, format?.slice(1) ?? null);
  if (said === null)
    return call.notSimulated({
      code: 'tool:date:format',
      message: `The format ${format} of date is not simulated.`,
    });
  call.out(`${said}\n`);
  return 0;
}

/** A moment by a format of strftime, or as `date` prints it; null where a letter is not known. */
function text(ms: number, format: string | null): string | null {
  const moment = new Date(ms);
  const [year, month, day] = [moment.getUTCFullYear(), moment.getUTCMonth(), moment.getUTCDate()];
  const [hour, minute, second] = [
    two(moment.getUTCHours()),
    two(moment.getUTCMinutes()),
    two(moment.getUTCSeconds()),
  ];
  const known: Readonly<Record<string, string>> = {
    Y: String(year),
    y: two(year % 100),
    m: two(month + 1),
    d: two(day),
    e: String(day).padStart(2),
    H: hour,
    M: minute,
    S: second,
    T: `${hour}:${minute}:${second}`,
    F: `${year}-${two(month + 1)}-${two(day)}`,
    R: `${hour}:${minute}`,
    D: `${two(month + 1)}/${two(day)}/${two(year % 100)}`,
    s: String(Math.floor(ms / 1000)),
    N: `${String(ms % 1000).padStart(3, '0')}000000`,
    Z: 'UTC',
    z: '+0000',
    a: DAYS[moment.getUTCDay()] ?? '',
    b: MONTHS[month] ?? '',
    n: '\n',
    t: '\t',
    '%': '%',
  };
  let unknown = false;
  const out = (format ?? '%a %b %e %H:%M:%S %Z %Y').replace(/%(.?)/gs, (_all, letter: string) => {
    const value = Object.hasOwn(known, letter) ? known[letter] : undefined;
    if (value === undefined) unknown = true;
    return value ?? '';
  });
  return unknown ? null : out;
}

export function timeout(call: ToolCall): ToolResult {
  const [, time = '', ...command] = call.argv;
  if (duration(time) === null || command.length === 0)
    return call.notSimulated({
      code: 'tool:timeout',
      message: 'Of timeout only the form timeout SECONDS COMMAND is simulated.',
    });
  if (command[0] === 'sleep' || (command[0] === 'tail' && command.some((one) => /^-[a-z]*[fF]/.test(one)))) {
    if (call.resume !== undefined) return call.flavour === 'gnu' ? 124 : 143;
    return { wait: duration(time) ?? 0, resume: true };
  }
  return { become: command };
}
