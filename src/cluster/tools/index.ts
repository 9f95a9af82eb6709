/** The tools by the name they are called by, and which programs carry them. */

import type { Tool } from './call.ts';
import { cat, chmod, chown, cp, ln, mkdir, mv, rm, rmdir, tee, touch } from './files.ts';
import { echo, printf } from './format.ts';
import { kill } from './kill.ts';
import { ls, readlink, stat } from './ls.ts';
import { sed } from './sed.ts';
import * as system from './system.ts';
import { holds, TestError } from './test.ts';
import { awk, base64, basename, cut, dirname, grep, head, seq, sort, tail, tr, uniq, wc } from './text.ts';
import { getent, groups, id, whoami } from './who.ts';

export type { Flavour, Tool, ToolCall, ToolResult } from './call.ts';

const test: Tool = (call) => {
  const args = call.argv.slice(1);
  if (call.argv[0]?.endsWith('[') === true && args.pop() !== ']') {
    call.err(`[: missing ${call.flavour === 'gnu' ? "']'" : ']'}\n`);
    return 2;
  }
  try {
    return holds(args, {
      files: call.files,
      cwd: call.cwd,
      terminal: () => call.terminal,
      missingIsOlder: true,
    })
      ? 0
      : 1;
  } catch (error) {
    if (!(error instanceof TestError)) throw error;
    call.err(
      `test: ${'subject' in error.trouble ? error.trouble.subject : ''}: ${error.trouble.kind === 'number' ? (call.flavour === 'gnu' ? 'invalid integer' : 'bad number') : 'unknown operand'}\n`,
    );
    return 2;
  }
};

const print: Tool = (call) => {
  const [, format, ...args] = call.argv;
  if (format === undefined) {
    call.err("printf: missing operand\nTry 'printf --help' for more information.\n");
    return 1;
  }
  const printed = printf(format, args);
  for (const { kind, subject } of printed.troubles)
    call.err(
      call.flavour === 'gnu'
        ? `printf: ${kind === 'number' ? `'${subject}': expected a numeric value` : `${subject}: invalid conversion specification`}\n`
        : `printf: invalid number '${subject}'\n`,
    );
  call.out(printed.text);
  return printed.troubles.length > 0 ? 1 : 0;
};

/** Every tool that Podium simulates. */
export const TOOLS: ReadonlyMap<string, Tool> = new Map<string, Tool>([
  ['[', test],
  ['test', test],
  ['true', () => 0],
  ['false', () => 1],
  [
    'echo',
    (call) => {
      call.out(echo(call.argv.slice(1), false));
      return 0;
    },
  ],
  ['printf', print],
  [
    'pwd',
    (call) => {
      call.out(`${call.cwd}\n`);
      return 0;
    },
  ],
  ['kill', (call) => kill(call, (text) => `kill: ${text}\n`, call.flavour === 'busybox' ? 'ash' : 'tool')],
  ['awk', awk],
  ['mawk', awk],
  ['gawk', awk],
  ['base64', base64],
  ['basename', basename],
  ['cat', cat],
  ['chgrp', chown],
  ['chmod', chmod],
  ['chown', chown],
  [
    'clear',
    (call) => {
      call.out(call.terminal ? '\u001b[H\u001b[2J\u001b[3J' : '');
      return 0;
    },
  ],
  ['cp', cp],
  ['cut', cut],
  ['dirname', dirname],
  ['egrep', grep],
  ['fgrep', grep],
  ['getent', getent],
  ['gosu', system.gosu],
  ['su-exec', system.gosu],
  ['grep', grep],
  ['groups', groups],
  ['head', head],
  ['id', id],
  ['ln', ln],
  ['ls', ls],
  ['mkdir', mkdir],
  ['mktemp', system.mktemp],
  ['mv', mv],
  ['readlink', readlink],
  ['realpath', readlink],
  ['rm', rm],
  ['rmdir', rmdir],
  ['sed', sed],
  ['seq', seq],
  ['sort', sort],
  ['stat', stat],
  ['tail', tail],
  ['tee', tee],
  ['touch', touch],
  ['tr', tr],
  ['uniq', uniq],
  ['wc', wc],
  ['whoami', whoami],
  ['capsh', system.capsh],
  ['date', system.date],
  ['df', system.df],
  ['env', system.env],
  ['hostname', system.hostname],
  ['ip', system.network],
  ['ifconfig', system.network],
  ['curl', system.network],
  ['wget', system.network],
  ['nc', system.network],
  ['nslookup', system.network],
  ['telnet', system.network],
  ['logname', system.logname],
  ['mount', system.mount],
  ['nice', system.inFront],
  ['nohup', system.inFront],
  ['nproc', system.nproc],
  ['ping', system.ping],
  ['printenv', system.printenv],
  ['ps', system.ps],
  ['sleep', system.sleep],
  ['su', system.su],
  ['sync', () => 0],
  ['sysctl', system.sysctl],
  ['timeout', system.timeout],
  ['tty', system.tty],
  ['uname', system.uname],
  ['which', system.which],
]);
