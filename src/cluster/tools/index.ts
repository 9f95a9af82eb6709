/** The tools by the name they are called by, and which programs carry them. */

import type { Tool } from './call.ts';
import { chmod } from './chmod.ts';
import { chown } from './chown.ts';
import { date, sleep, timeout } from './clock.ts';
import { awk, cut, tr } from './columns.ts';
import { cat, tee } from './content.ts';
import { cp } from './copy.ts';
import { sort, uniq, wc } from './count.ts';
import { df } from './df.ts';
import { diff } from './diff.ts';
import { head, tail } from './ends.ts';
import { env, inFront, logname, mktemp, printenv, tty, watch, which, xargs } from './environment.ts';
import { find } from './find.ts';
import { echo, printf } from './format.ts';
import { grep } from './grep.ts';
import { jq } from './jq/index.ts';
import { capsh, hostname, mount, nproc, ping, sysctl, uname } from './kernel.ts';
import { kill } from './kill.ts';
import { nl, pager, paste, rev, tac } from './lines.ts';
import { ls } from './ls.ts';
import { mkdir, touch } from './make.ts';
import { ln, mv } from './move.ts';
import { base64, basename, dirname, seq } from './names.ts';
import { network } from './network.ts';
import { ps } from './ps.ts';
import { rm, rmdir } from './remove.ts';
import { sed } from './sed.ts';
import { readlink, stat } from './stat.ts';
import { gosu, su } from './step-down.ts';
import { tar } from './tar.ts';
import { holds, TestError } from './test.ts';
import { getent, groups, id, whoami } from './who.ts';

export type { Tool } from './call.ts';

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
  ['diff', diff],
  ['dirname', dirname],
  ['find', find],
  ['jq', jq],
  ['less', pager],
  ['more', pager],
  ['nl', nl],
  ['paste', paste],
  ['rev', rev],
  ['tac', tac],
  ['watch', watch],
  ['egrep', grep],
  ['fgrep', grep],
  ['getent', getent],
  ['gosu', gosu],
  ['su-exec', gosu],
  ['grep', grep],
  ['groups', groups],
  ['head', head],
  ['id', id],
  ['ln', ln],
  ['ls', ls],
  ['mkdir', mkdir],
  ['mktemp', mktemp],
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
  ['tar', tar],
  ['tee', tee],
  ['touch', touch],
  ['tr', tr],
  ['uniq', uniq],
  ['wc', wc],
  ['whoami', whoami],
  ['capsh', capsh],
  ['date', date],
  ['df', df],
  ['env', env],
  ['hostname', hostname],
  ['ip', network],
  ['ifconfig', network],
  ['curl', network],
  ['wget', network],
  ['nc', network],
  ['nslookup', network],
  ['telnet', network],
  ['logname', logname],
  ['mount', mount],
  ['nice', inFront],
  ['nohup', inFront],
  ['nproc', nproc],
  ['ping', ping],
  ['printenv', printenv],
  ['ps', ps],
  ['sleep', sleep],
  ['su', su],
  ['sync', () => 0],
  ['sysctl', sysctl],
  ['timeout', timeout],
  ['tty', tty],
  ['uname', uname],
  ['which', which],
  ['xargs', xargs],
]);
