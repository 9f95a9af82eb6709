/** cp: a copy belongs to whoever makes it. */
import { attempt } from '../files/errors.ts';
import { at, fail, type ToolCall, type ToolResult, words } from './call.ts';
import { gnu } from './operands.ts';
import { options } from './options.ts';
import { into, targetOf } from './targets.ts';

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
export function unreachable(call: ToolCall, target: string): number | null {
  const seen = attempt(() => call.files.stat(at(call, target), false));
  if ('value' in seen || seen.refused.errno === 'ENOENT') return null;
  return fail(call, `${gnu(call) ? 'cannot' : "can't"} stat '${target}': ${words(call, seen.refused)}`);
}

/** Copies one file, or a directory with what is in it; gives the status. */
export function copy(call: ToolCall, source: string, target: string, deep: boolean, keep: boolean): number {
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
