/** The file that a command name means. */
import { attempt } from '../files/errors.ts';
import type { Found } from '../files/lookup.ts';
import type { Machine } from './machine.ts';
import { variable } from './process.ts';

/** Where ash looks without PATH. */
const BUSYBOX_PATH = '/sbin:/usr/sbin:/bin:/usr/bin';

/** The file that a command name means to a process: at a path, or the first of PATH; or why there is none. */
export function findProgram(
  machine: Machine,
  name: string,
  path = variable(machine.process, 'PATH'),
): Found | { readonly why: string; readonly status: 126 | 127 } {
  const at = (file: string): Found | { why: string; status: 126 | 127 } => {
    const found = attempt(() => machine.files.executable(machine.path(file)));
    if ('value' in found) return found.value;
    const missing = found.refused.errno === 'ENOENT' || found.refused.errno === 'ENOTDIR';
    return { why: found.refused.message, status: missing ? 127 : 126 };
  };
  if (name.includes('/')) return at(name);
  let denied = false;
  for (const directory of (path ?? (machine.process.kind === 'ash' ? BUSYBOX_PATH : '')).split(':')) {
    if (name === '' || (directory === '' && path === undefined)) continue;
    const found = at(`${directory === '' ? '.' : directory}/${name}`);
    if ('node' in found) return found;
    if (found.status === 126) denied = true;
  }
  return denied
    ? { why: 'Permission denied', status: 126 }
    : { why: 'No such file or directory', status: 127 };
}
