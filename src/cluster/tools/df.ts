/** `df`: what is mounted, in the columns of busybox or of coreutils. How large and how full it is, nobody knows. */
import { attempt } from '../files/errors.ts';
import type { Mount } from '../files/tree.ts';
import { mountsOf } from '../usual.ts';
import { at, fail, type ToolCall, type ToolResult, words } from './call.ts';
import { gnu } from './operands.ts';
import { options } from './options.ts';

/** File systems of no blocks are left out by both (busybox coreutils/df.c, coreutils src/df.c `fsu_blocks == 0`). */
const WITHOUT_BLOCKS: ReadonlySet<string> = new Set(['proc', 'sysfs', 'devpts', 'mqueue', 'cgroup2']);

export function df(call: ToolCall): ToolResult {
  const read = options(call, {
    flags: 'hHkmPTa',
    long: { 'human-readable': 'h', si: 'H', portability: 'P', 'print-type': 'T', all: 'a' },
  });
  if ('result' in read) return read.result;
  const { container } = call;
  if (container === null || read.given.has('a'))
    return call.notSimulated({
      code: 'tool:df',
      message: 'df is simulated inside containers and without -a; `mount` says what is mounted.',
    });
  const mounts = mountsOf(container);
  let refused = 0;
  const named = read.operands.flatMap((operand): readonly Mount[] => {
    const found = attempt(() => call.files.stat(at(call, operand)));
    if ('value' in found) return [found.value.mount];
    const why = words(call, found.refused);
    refused = fail(call, gnu(call) ? `${operand}: ${why}` : `${operand}: can't find mount point: ${why}`);
    return [];
  });
  const all = mounts.filter(({ fsType }) => !WITHOUT_BLOCKS.has(fsType));
  const shown = read.operands.length > 0 ? named : gnu(call) ? eachOnce(all) : all;
  if (shown.length === 0) return refused;
  const blocks = read.given.has('m') ? '1M-blocks' : '1K-blocks';
  const head = {
    human: read.given.has('h') || read.given.has('H'),
    blocks: read.given.has('P') && gnu(call) ? blocks.replace('1K', '1024') : blocks,
    used: read.given.has('P') ? 'Capacity' : 'Use%',
    type: read.given.has('T'),
  };
  call.out(gnu(call) ? coreutils(shown, head) : busybox(shown, head));
  return call.notSimulated({
    code: 'tool:df',
    message:
      'The simulated node has no disk, so nobody knows how large these are and how full: - stands for it.',
  });
}

interface Head {
  readonly human: boolean;
  readonly blocks: string;
  readonly used: string;
  readonly type: boolean;
}

/** busybox coreutils/df.c: a device above 20 letters has a line of its own. */
function busybox(mounts: readonly Mount[], { human, blocks, used, type }: Head): string {
  const title = (human ? '     Size' : blocks).padEnd(15);
  const rows = mounts.map(({ device, fsType, path }) => {
    const name = device.length > 20 ? `${device}\n${' '.repeat(20)}` : device.padEnd(20);
    const kind = type ? ` ${fsType.padEnd(10)}` : '';
    return `${name}${kind} ${'-'.padStart(9)} ${'-'.padStart(9)} ${'-'.padStart(9)} ${'-'.padStart(3)}% ${path}\n`;
  });
  return `Filesystem           ${type ? 'Type       ' : ''}${title}Used Available ${used} Mounted on\n${rows.join('')}`;
}

/** coreutils src/df.c: columns as wide as what is in them, numbers to the right; `-` is its own word for "not known". */
function coreutils(mounts: readonly Mount[], { human, blocks, used, type }: Head): string {
  const table = [
    [
      'Filesystem',
      ...(type ? ['Type'] : []),
      human ? 'Size' : blocks,
      'Used',
      human ? 'Avail' : 'Available',
      used,
    ],
    ...mounts.map(({ device, fsType }) => [device, ...(type ? [fsType] : []), '-', '-', '-', '-']),
  ];
  const left = type ? 2 : 1;
  const least = [14, ...(type ? [4] : []), 5, 5, 5, 4];
  const widths = least.map((width, column) =>
    table.reduce((most, row) => Math.max(most, row[column]?.length ?? 0), width),
  );
  return table
    .map((row, index) => {
      const cells = row.map((cell, column) =>
        column < left ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      );
      return `${cells.join(' ')} ${index === 0 ? 'Mounted on' : (mounts[index - 1]?.path ?? '')}\n`;
    })
    .join('');
}

/** coreutils shows a disk once (filter_mount_list): where the first of its directories or files is mounted. */
function eachOnce(mounts: readonly Mount[]): readonly Mount[] {
  const isDisk = ({ device }: Mount): boolean => device.startsWith('/dev/');
  return mounts.filter(
    (mount, index) => !isDisk(mount) || mounts.findIndex(({ device }) => device === mount.device) === index,
  );
}
