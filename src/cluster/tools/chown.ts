/** chown and chgrp: whose a file is. */
import { at, curly, fail, type ToolCall, type ToolResult } from './call.ts';
import { everything } from './everything.ts';
import { each, gnu, missing } from './operands.ts';
import { options } from './options.ts';
import { group, passwd } from './people.ts';

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
