/** cat, touch, mkdir, rmdir, rm, cp, mv, ln, chmod, chown, chgrp, tee: what changes files, and how it fails. */

import { attempt, type FileError } from '../files/errors.ts';
import { withoutTrailing } from '../trailing.ts';
import { at, curly, fail, type ToolCall, type ToolResult, words } from './call.ts';
import { changedMode } from './mode.ts';
import { options } from './options.ts';
import { group, passwd } from './people.ts';

/** Tries something for each operand; each refusal is worded, and makes the status 1. */
function each(
  call: ToolCall,
  operands: readonly string[],
  act: (operand: string) => void,
  refused: (operand: string, why: string, error: FileError) => string,
): number {
  let status = 0;
  for (const operand of operands) {
    const done = attempt(() => act(operand));
    if ('value' in done) continue;
    status = fail(call, refused(operand, words(call, done.refused), done.refused));
  }
  return status;
}

function gnu(call: ToolCall): boolean {
  return call.flavour === 'gnu';
}

function missing(call: ToolCall, what = 'operand'): ToolResult {
  const name = call.argv[0]?.replace(/^.*\//, '') ?? '';
  if (gnu(call)) return fail(call, `missing ${what}\nTry '${name} --help' for more information.`);
  return call.notSimulated({
    code: `tool:${name}:usage`,
    message: `${name} needs an operand; the page of help that busybox prints is not simulated.`,
  });
}

export function cat(call: ToolCall): ToolResult {
  const read = options(call, { flags: 'un' });
  if ('result' in read) return read.result;
  const number = read.given.has('n');
  let line = 0;
  const show = (text: string): void => {
    if (!number) {
      call.out(text);
      return;
    }
    const rows = text.split('\n');
    const open = rows.pop() ?? '';
    for (const row of rows) call.out(`${String(++line).padStart(6)}\t${row}\n`);
    if (open !== '') call.out(`${String(++line).padStart(6)}\t${open}`);
  };
  const operands = read.operands.length === 0 ? ['-'] : read.operands;
  return each(
    call,
    operands,
    (operand) => {
      if (operand !== '-') return show(call.files.read(at(call, operand)));
      const text = call.stdin();
      if (text !== null) return show(text);
      call.notSimulated({
        code: 'tool:cat:terminal',
        message:
          'cat reads the terminal until Ctrl-D, and Podium gives it nothing; use a heredoc: cat <<EOF.',
      });
    },
    (operand, why, error) => {
      if (gnu(call)) return `${operand}: ${why}`;
      return error.errno === 'EISDIR' ? `read error: ${why}` : `can't open '${operand}': ${why}`;
    },
  );
}

export function touch(call: ToolCall): ToolResult {
  const read = options(call, { flags: 'cam' });
  if ('result' in read) return read.result;
  if (read.operands.length === 0) return missing(call, 'file operand');
  return each(
    call,
    read.operands,
    (operand) => {
      const path = at(call, operand);
      const exists = attempt(() => call.files.stat(path));
      if ('value' in exists) call.files.touch(path);
      else if (exists.refused.errno !== 'ENOENT') throw exists.refused;
      else if (!read.given.has('c')) call.files.open(path, false);
    },
    (operand, why) => (gnu(call) ? `cannot touch '${operand}': ${why}` : `${operand}: ${why}`),
  );
}

export function mkdir(call: ToolCall): ToolResult {
  const read = options(call, { flags: 'pv', valued: 'm', long: { parents: 'p', 'mode=': 'm' } });
  if ('result' in read) return read.result;
  if (read.operands.length === 0) return missing(call);
  const mode = read.values.m;
  const refused = (operand: string, why: string): string =>
    gnu(call)
      ? `cannot create directory ${curly(call, operand)}: ${why}`
      : `can't create directory '${operand}': ${why}`;
  const make = (path: string): void => {
    call.files.mkdir(path);
    const wanted = mode === undefined ? null : changedMode(mode, 0o777, true);
    if (wanted !== null) call.files.chmod(path, wanted);
  };
  if (!read.given.has('p')) return each(call, read.operands, (operand) => make(at(call, operand)), refused);
  let status = 0;
  for (const operand of read.operands) {
    const names = operand.split('/').filter((name) => name !== '');
    for (let length = 1; length <= names.length; length += 1) {
      const shown = (operand.startsWith('/') ? '/' : '') + names.slice(0, length).join('/');
      const path = at(call, shown);
      if (call.files.peek(path)?.node.type === 'directory') continue;
      const failed = each(
        call,
        [shown],
        () => (length === names.length ? make(path) : call.files.mkdir(path)),
        (one, why) => refused(gnu(call) ? one : operand, why),
      );
      if (failed === 0) continue;
      status = failed;
      break;
    }
  }
  return status;
}

export function rmdir(call: ToolCall): ToolResult {
  const read = options(call, { flags: '' });
  if ('result' in read) return read.result;
  if (read.operands.length === 0) return missing(call);
  return each(
    call,
    read.operands,
    (operand) => call.files.remove(at(call, operand), 'directory'),
    (operand, why) => (gnu(call) ? `failed to remove '${operand}': ${why}` : `'${operand}': ${why}`),
  );
}

export function rm(call: ToolCall): ToolResult {
  const read = options(call, { flags: 'rRfv', long: { recursive: 'r', force: 'f' } });
  if ('result' in read) return read.result;
  const deep = read.given.has('r') || read.given.has('R');
  const force = read.given.has('f');
  if (read.operands.length === 0) return force ? 0 : missing(call);
  const say = (operand: string, why: string): number =>
    fail(call, gnu(call) ? `cannot remove '${operand}': ${why}` : `can't remove '${operand}': ${why}`);
  const remove = (shown: string): number => {
    const path = at(call, shown);
    const found = attempt(() => call.files.stat(path, false));
    if ('refused' in found) {
      const gone = found.refused.errno === 'ENOENT' || found.refused.errno === 'ENOTDIR';
      return force && gone ? 0 : say(shown, words(call, found.refused));
    }
    if (found.value.node.type === 'directory') {
      if (!deep) return gnu(call) ? say(shown, 'Is a directory') : fail(call, `'${shown}' is a directory`);
      if (shown === '/')
        return fail(
          call,
          gnu(call)
            ? "it is dangerous to operate recursively on '/'\nrm: use --no-preserve-root to override this failsafe"
            : "can't remove '/': Device or resource busy",
        );
      const names = attempt(() => call.files.list(path));
      if ('refused' in names && !gnu(call)) return 1;
      let status = 0;
      if ('value' in names)
        for (const name of names.value)
          status = Math.max(status, remove(`${shown.replace(/\/$/, '')}/${name}`));
      if (status !== 0) return status;
    }
    const gone = attempt(() =>
      call.files.remove(path, found.value.node.type === 'directory' ? 'directory' : 'file'),
    );
    return 'value' in gone ? 0 : say(shown, words(call, gone.refused));
  };
  return read.operands.reduce((status, operand) => Math.max(status, remove(operand)), 0);
}

function into(call: ToolCall, source: string, target: string, several = false): string {
  const directory = several || call.files.peek(at(call, target))?.node.type === 'directory';
  return directory
    ? `${withoutTrailing(target, '/')}/${withoutTrailing(source, '/').replace(/^.*\//, '')}`
    : target;
}

/** The operands of cp, mv, ln; refused where there are too few, or several go to what is no directory. */
function targetOf(
  call: ToolCall,
  operands: readonly string[],
): { readonly sources: readonly string[]; readonly target: string } | { readonly result: ToolResult } {
  const sources = operands.slice(0, -1);
  const target = operands.at(-1);
  if (target === undefined) return { result: missing(call, 'file operand') };
  if (sources.length === 0) {
    if (!gnu(call)) return { result: missing(call) };
    const name = call.argv[0]?.replace(/^.*\//, '') ?? '';
    return {
      result: fail(
        call,
        `missing destination file operand after '${target}'\nTry '${name} --help' for more information.`,
      ),
    };
  }
  const directory = call.files.peek(at(call, target))?.node.type === 'directory';
  if (sources.length > 1 && !directory && gnu(call))
    return {
      result: fail(
        call,
        gnu(call)
          ? `target '${target}': ${call.files.peek(at(call, target)) === null ? 'No such file or directory' : 'Not a directory'}`
          : `can't stat '${target}': No such file or directory`,
      ),
    };
  return { sources, target };
}

export function cp(call: ToolCall): ToolResult {
  const read = options(call, { flags: 'rRafpv', long: { recursive: 'r', archive: 'a' } });
  if ('result' in read) return read.result;
  const operands = targetOf(call, read.operands);
  if ('result' in operands) return operands.result;
  const deep = ['r', 'R', 'a'].some((letter) => read.given.has(letter));
  const keep = read.given.has('a') || read.given.has('p');
  let status = 0;
  for (const source of operands.sources)
    status = Math.max(
      status,
      copy(call, source, into(call, source, operands.target, operands.sources.length > 1), deep, keep),
    );
  return status;
}

/** A target that cannot even be looked for, since the way to it is shut; null: it can. */
function unreachable(call: ToolCall, target: string): number | null {
  const seen = attempt(() => call.files.stat(at(call, target), false));
  if ('value' in seen || seen.refused.errno === 'ENOENT') return null;
  return fail(call, `${gnu(call) ? 'cannot' : "can't"} stat '${target}': ${words(call, seen.refused)}`);
}

function copy(call: ToolCall, source: string, target: string, deep: boolean, keep: boolean): number {
  const from = at(call, source);
  const to = at(call, target);
  const found = attempt(() => call.files.stat(from, !deep));
  if ('refused' in found)
    return fail(call, `${gnu(call) ? 'cannot' : "can't"} stat '${source}': ${words(call, found.refused)}`);
  const { node } = found.value;
  const unseen = unreachable(call, target);
  if (unseen !== null) return unseen;
  if (call.files.peek(to)?.path === found.value.path)
    return fail(call, `'${source}' and '${target}' are the same file`);
  let status = 0;
  const done = attempt(() => {
    if (node.type === 'directory') {
      if (!deep) {
        status = fail(call, `${gnu(call) ? '-r not specified; ' : ''}omitting directory '${source}'`);
        return;
      }
      if (`${to}/`.startsWith(`${found.value.path}/`)) {
        status = fail(
          call,
          gnu(call)
            ? `cannot copy a directory, '${source}', into itself, '${target}'`
            : `recursion detected, omitting directory '${source}'`,
        );
        return;
      }
      if (call.files.peek(to) === null) call.files.mkdir(to);
      for (const name of call.files.list(from))
        status = Math.max(status, copy(call, `${source}/${name}`, `${target}/${name}`, deep, keep));
    } else if (node.type === 'link') {
      if (call.files.peek(to, false) !== null) call.files.remove(to, 'file');
      call.files.symlink(node.target, to);
    } else {
      const content = attempt(() => call.files.read(from));
      if ('refused' in content) {
        status = fail(
          call,
          gnu(call)
            ? `cannot open '${source}' for reading: ${words(call, content.refused)}`
            : `can't open '${source}': ${words(call, content.refused)}`,
        );
        return;
      }
      call.files.append(call.files.open(to, true, node.mode & 0o777), content.value);
    }
    if (keep && node.type !== 'link') {
      attempt(() => call.files.chown(to, node.uid, node.gid));
      attempt(() => call.files.chmod(to, node.mode));
    }
  });
  if ('value' in done) return status;
  const why = words(call, done.refused);
  if (gnu(call))
    return fail(
      call,
      node.type === 'directory'
        ? `cannot create directory '${target}': ${why}`
        : `cannot create regular file '${target}': ${why}`,
    );
  return fail(
    call,
    node.type === 'directory'
      ? `can't create directory '${target}': ${why}`
      : `can't create '${target}': ${why}`,
  );
}

export function mv(call: ToolCall): ToolResult {
  const read = options(call, { flags: 'fnv' });
  if ('result' in read) return read.result;
  const operands = targetOf(call, read.operands);
  if ('result' in operands) return operands.result;
  let status = 0;
  for (const source of operands.sources) {
    const target = into(call, source, operands.target, operands.sources.length > 1);
    const found = attempt(() => call.files.stat(at(call, source), false));
    if ('refused' in found) {
      status = fail(
        call,
        `${gnu(call) ? `cannot stat '${source}'` : `can't rename '${source}'`}: ${words(call, found.refused)}`,
      );
      continue;
    }
    const unseen = unreachable(call, target);
    if (unseen !== null) {
      status = unseen;
      continue;
    }
    const moved = attempt(() => call.files.rename(at(call, source), at(call, target)));
    if ('value' in moved) continue;
    if (moved.refused.errno !== 'EXDEV') {
      const why = words(call, moved.refused);
      status = fail(
        call,
        gnu(call) ? `cannot move '${source}' to '${target}': ${why}` : `can't rename '${source}': ${why}`,
      );
      continue;
    }
    const copied = copy(call, source, target, true, true);
    status = Math.max(
      status,
      copied === 0 ? Number(rm({ ...call, argv: ['mv', '-r', '--', source] })) : copied,
    );
  }
  return status;
}

export function ln(call: ToolCall): ToolResult {
  const read = options(call, { flags: 'sfn', long: { symbolic: 's', force: 'f' } });
  if ('result' in read) return read.result;
  if (!read.given.has('s'))
    return call.notSimulated({
      code: 'tool:ln',
      message: 'Hard links are not simulated; ln -s makes a symbolic one.',
    });
  const [target, name] = read.operands;
  if (target === undefined) return missing(call, 'file operand');
  const link = name === undefined ? target.replace(/^.*\//, '') : into(call, target, name);
  return each(
    call,
    [link],
    () => {
      if (read.given.has('f') && call.files.peek(at(call, link), false) !== null)
        call.files.remove(at(call, link), 'file');
      call.files.symlink(target, at(call, link));
    },
    (operand, why) =>
      gnu(call) ? `failed to create symbolic link '${operand}': ${why}` : `${operand}: ${why}`,
  );
}

/** The operands, with -R everything below them; what cannot be listed is told, and makes the status 1. */
function everything(
  call: ToolCall,
  operands: readonly string[],
  deep: boolean,
): { readonly all: readonly string[]; readonly status: number } {
  let status = 0;
  const unread = (operand: string, why: string): void => {
    const words = gnu(call) ? `cannot read directory '${operand}'` : `can't open '${operand}'`;
    status = fail(call, `${words}: ${why}`);
  };
  return { all: operands.flatMap((operand) => tree(call, operand, deep, unread)), status };
}

/** Everything at and below a path, for -R; what cannot be listed is told. */
function tree(
  call: ToolCall,
  operand: string,
  deep: boolean,
  refuse: (operand: string, why: string) => void,
): string[] {
  const found = call.files.peek(at(call, operand), false);
  if (!deep || found?.node.type !== 'directory') return [operand];
  const names = attempt(() => call.files.list(at(call, operand)));
  if ('refused' in names) {
    refuse(operand, words(call, names.refused));
    return [operand];
  }
  return [
    operand,
    ...names.value.flatMap((name) => tree(call, `${operand.replace(/\/$/, '')}/${name}`, deep, refuse)),
  ];
}

export function chmod(call: ToolCall): ToolResult {
  const split = modeFirst(call);
  const read = options({ ...call, argv: split.argv }, { flags: 'Rvfc', long: { recursive: 'R' } });
  if ('result' in read) return read.result;
  const [mode, ...operands] = split.mode === null ? read.operands : [split.mode, ...read.operands];
  if (mode === undefined || operands.length === 0) {
    if (!gnu(call)) return missing(call);
    return fail(
      call,
      `${mode === undefined ? 'missing operand' : `missing operand after ${curly(call, mode)}`}\nTry 'chmod --help' for more information.`,
    );
  }
  const valid = changedMode(mode, 0, false) !== null;
  if (!valid && gnu(call))
    return fail(call, `invalid mode: ${curly(call, mode)}\nTry 'chmod --help' for more information.`);
  const { all, status: unlisted } = everything(call, operands, read.given.has('R'));
  let status = unlisted;
  const done = each(
    call,
    all,
    (operand) => {
      const { node } = call.files.stat(at(call, operand));
      if (!valid) {
        status = fail(call, `invalid mode '${mode}'`);
        return;
      }
      call.files.chmod(
        at(call, operand),
        changedMode(mode, node.mode, node.type === 'directory') ?? node.mode,
      );
    },
    (operand, why, error) => {
      if (!gnu(call)) return `${operand}: ${why}`;
      const seen = error.errno === 'EPERM' || error.errno === 'EROFS';
      return seen ? `changing permissions of '${operand}': ${why}` : `cannot access '${operand}': ${why}`;
    },
  );
  return Math.max(status, done);
}

/** `chmod -x f` and `chmod -w f`: a mode that looks like options. */
function modeFirst(call: ToolCall): { readonly mode: string | null; readonly argv: readonly string[] } {
  const [name = '', ...args] = call.argv;
  const place = args.findIndex((one) => /^-[rwxXst]+$/.test(one));
  if (place === -1) return { mode: null, argv: call.argv };
  return { mode: args[place] ?? null, argv: [name, ...args.slice(0, place), ...args.slice(place + 1)] };
}

export function chown(call: ToolCall): ToolResult {
  const read = options(call, { flags: 'RvhfcLHP', long: { recursive: 'R', 'no-dereference': 'h' } });
  if ('result' in read) return read.result;
  const [owner, ...operands] = read.operands;
  if (owner === undefined || operands.length === 0) {
    if (!gnu(call)) return missing(call);
    return fail(
      call,
      `${owner === undefined ? 'missing operand' : `missing operand after ${curly(call, owner)}`}\nTry '${call.argv[0]?.replace(/^.*\//, '')} --help' for more information.`,
    );
  }
  const onlyGroup = call.argv[0]?.endsWith('chgrp') === true;
  const wanted = ownerOf(call, onlyGroup ? `:${owner}` : owner);
  if (typeof wanted === 'string') return fail(call, wanted);
  const { all, status: unlisted } = everything(call, operands, read.given.has('R'));
  const status = unlisted;
  const what = onlyGroup || wanted.uid === null ? 'group' : 'ownership';
  const done = each(
    call,
    all,
    (operand) => call.files.chown(at(call, operand), wanted.uid, wanted.gid, !read.given.has('h')),
    (operand, why, error) => {
      if (!gnu(call)) return `${operand}: ${why}`;
      const seen = error.errno === 'EPERM' || error.errno === 'EROFS';
      return seen ? `changing ${what} of '${operand}': ${why}` : `cannot access '${operand}': ${why}`;
    },
  );
  return Math.max(status, done);
}

function ownerOf(call: ToolCall, text: string): { uid: number | null; gid: number | null } | string {
  const parts = /^([^:.]*)(?:([:.])(.*))?$/.exec(text);
  const [, user = '', mark, owner] = parts ?? [];
  const digits = /^[0-9]{1,10}$/;
  const person = user === '' ? undefined : passwd(call.files).find(({ name }) => name === user);
  if (user !== '' && person === undefined && !digits.test(user))
    return gnu(call) ? `invalid user: ${curly(call, text)}` : `unknown user ${user}`;
  const uid = user === '' ? null : (person?.uid ?? Number(user));
  if (mark === undefined) return { uid, gid: null };
  if (owner === undefined || owner === '') return { uid, gid: user === '' ? null : (person?.gid ?? null) };
  const known = group(call.files).find(({ name }) => name === owner);
  if (known === undefined && !digits.test(owner))
    return gnu(call)
      ? `invalid group: ${curly(call, mark === ':' && user === '' ? (call.argv[0]?.endsWith('chgrp') === true ? owner : text) : text)}`
      : `unknown group ${owner}`;
  return { uid, gid: known?.gid ?? Number(owner) };
}

export function tee(call: ToolCall): ToolResult {
  const read = options(call, { flags: 'ai', long: { append: 'a' } });
  if ('result' in read) return read.result;
  const text = call.stdin();
  if (text === null)
    return call.notSimulated({
      code: 'tool:tee:terminal',
      message: 'tee reads the terminal until Ctrl-D, and Podium gives it nothing; pipe a text into it.',
    });
  const status = each(
    call,
    read.operands,
    (operand) => call.files.append(call.files.open(at(call, operand), !read.given.has('a')), text),
    (operand, why) => `${operand}: ${why}`,
  );
  call.out(text);
  return status;
}
