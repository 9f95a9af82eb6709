/** `ls`: busybox's and GNU's. */
import { attempt } from '../files/errors.ts';
import { byBytes } from '../files/layers.ts';
import type { Found } from '../files/lookup.ts';
import { at, type ToolCall, type ToolResult, words } from './call.ts';
import { modeText, typeLetter } from './mode.ts';
import { options } from './options.ts';
import { group, passwd } from './people.ts';

interface Row {
  readonly name: string;
  readonly found: Found;
}

const HALF_A_YEAR = 15_778_476_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Nov 27 16:58`, or with the year for what is older than half a year or in the future. */
function dateText(ms: number, now: number): string {
  const date = new Date(ms);
  const day = `${MONTHS[date.getUTCMonth()] ?? ''} ${String(date.getUTCDate()).padStart(2)}`;
  if (now - ms > HALF_A_YEAR || ms - now > 3_600_000) return `${day}  ${date.getUTCFullYear()}`;
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${day} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}

/** Bytes of a node as ls prints them. */
export function sizeOf({ node }: Found): number {
  if (node.type === 'directory') return 4096;
  if (node.type === 'link') return utf8(node.target);
  return node.type === 'file' ? (node.size ?? utf8(node.content)) : 0;
}

/** How many bytes a text has in UTF-8. */
export function utf8(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code > 0x7f) bytes += code > 0x7ff && (code < 0xd800 || code > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

/** KiB on the disk: whole blocks of 4 KiB. */
export function kib(found: Found): number {
  if (found.mount.fsType === 'proc' || found.mount.fsType === 'sysfs' || found.node.type === 'link') return 0;
  if (found.mount.fsType === 'tmpfs' && found.node.type === 'directory') return 0;
  return Math.ceil(sizeOf(found) / 4096) * 4;
}

/** Links to a node: a directory has its name, its dot and the dots of the directories in it. */
export function linksOf(call: ToolCall, found: Found): number {
  if (found.node.type !== 'directory') return 1;
  const names = attempt(() => call.files.list(found.path));
  if ('refused' in names) return 2;
  return (
    2 +
    names.value.filter((name) => call.files.peek(`${found.path}/${name}`, false)?.node.type === 'directory')
      .length
  );
}

class Listing {
  readonly #call: ToolCall;
  readonly #given: ReadonlySet<string>;
  readonly #users: ReadonlyMap<number, string>;
  readonly #groups: ReadonlyMap<number, string>;
  readonly #gnu: boolean;
  status = 0;

  constructor(call: ToolCall, given: ReadonlySet<string>) {
    this.#call = call;
    this.#given = given;
    this.#gnu = call.flavour === 'gnu';
    this.#users = new Map(
      passwd(call.files)
        .reverse()
        .map(({ uid, name }) => [uid, name]),
    );
    this.#groups = new Map(
      group(call.files)
        .reverse()
        .map(({ gid, name }) => [gid, name]),
    );
  }

  refuse(text: string): void {
    this.#call.err(`ls: ${text}\n`);
    this.status = Math.max(this.status, this.#gnu ? 2 : 1);
  }

  row(name: string, path: string, follow: boolean): Row | null {
    const found = attempt(() => this.#call.files.stat(path, follow));
    if ('value' in found) return { name, found: found.value };
    const why = words(this.#call, found.refused);
    this.refuse(this.#gnu ? `cannot access '${name}': ${why}` : `${name}: ${why}`);
    return null;
  }

  /** An entry of a directory. -L follows links; GNU looks where one leads only for what it prints of it. */
  #entry(directory: string, path: string, name: string): Row | null {
    const real = `${path}/${name}`;
    if (!this.#given.has('L')) return this.row(name, real, false);
    const found = attempt(() => this.#call.files.stat(real, true));
    if ('value' in found) return { name, found: found.value };
    const long = this.#given.has('l') || this.#given.has('n');
    const looks = ['F', 'p', 'S', 't', 'R'].some((flag) => this.#given.has(flag));
    const shown = this.#gnu && directory === '.' ? name : `${directory === '/' ? '' : directory}/${name}`;
    if (!this.#gnu || long || looks) this.row(shown, real, true);
    if (this.#gnu && !long) return this.row(name, real, false);
    if (this.#gnu)
      this.#call.notSimulated({
        code: 'tool:ls:-L',
        message: `${name} leads nowhere; ls would print it with question marks.`,
      });
    return null;
  }

  directory(name: string, path: string, depth: number, headed: boolean): void {
    const read = attempt(() => this.#call.files.list(path));
    if (headed) this.#call.out(`${name}:\n`);
    if ('refused' in read) {
      const why = words(this.#call, read.refused);
      this.refuse(this.#gnu ? `cannot open directory '${name}': ${why}` : `can't open '${name}': ${why}`);
      return;
    }
    const all = this.#given.has('a');
    const hidden = all || this.#given.has('A');
    const names = [
      ...(all ? ['.', '..'] : []),
      ...read.value.filter((one) => hidden || !one.startsWith('.')),
    ];
    const rows = names.flatMap((one) => this.#entry(name, path, one) ?? []);
    this.print(rows, true);
    if (!this.#given.has('R') || depth > 20) return;
    for (const { name: one, found } of this.#sorted(rows)) {
      if (one === '.' || one === '..' || found.node.type !== 'directory') continue;
      this.#call.out('\n');
      this.directory(`${name === '/' ? '' : name}/${one}`, `${path}/${one}`, depth + 1, true);
    }
  }

  print(rows: readonly Row[], whole: boolean): void {
    const sorted = this.#sorted(rows);
    const long = this.#given.has('l') || this.#given.has('n') || this.#given.has('o') || this.#given.has('g');
    if (long) {
      if (whole)
        this.#call.out(
          `total ${this.#size(
            rows.reduce((sum, { found }) => sum + kib(found), 0),
            1024,
          )}\n`,
        );
      this.#long(sorted);
    } else if (this.#call.terminal && !this.#given.has('1'))
      this.#columns(sorted.map((row) => this.#marked(row)));
    else this.#call.out(sorted.map((row) => `${this.#marked(row)}\n`).join(''));
  }

  #sorted(rows: readonly Row[]): Row[] {
    const by = (a: Row, b: Row): number => {
      if (this.#given.has('t')) return b.found.node.mtime - a.found.node.mtime || byBytes(a.name, b.name);
      if (this.#given.has('S')) return sizeOf(b.found) - sizeOf(a.found) || byBytes(a.name, b.name);
      return byBytes(a.name, b.name);
    };
    const sorted = [...rows].sort(by);
    return this.#given.has('r') ? sorted.reverse() : sorted;
  }

  #marked({ name, found }: Row): string {
    const { node } = found;
    if (!this.#given.has('F') && !(this.#given.has('p') && node.type === 'directory')) return name;
    if (node.type === 'directory') return `${name}/`;
    if (node.type === 'link') return `${name}@`;
    return node.type === 'file' && (node.mode & 0o111) !== 0 ? `${name}*` : name;
  }

  /** A size, in letters for `-h`. */
  #size(size: number, unit: number): string {
    if (!this.#given.has('h')) return String(size);
    let value = size * unit;
    let letter = 0;
    while (value >= 1024 && letter < 4) {
      value /= 1024;
      letter += 1;
    }
    if (letter === 0) return String(value);
    return `${value < 10 ? (Math.ceil(value * 10) / 10).toFixed(1) : Math.ceil(value)}${'KMGT'.charAt(letter - 1)}`;
  }

  #long(rows: readonly Row[]): void {
    const numeric = this.#given.has('n');
    const cells = rows.map((row) => {
      const { node } = row.found;
      const special =
        node.type === 'special' && node.kind !== 'p' && node.kind !== 's'
          ? `${node.major ?? 0}, ${String(node.minor ?? 0).padStart(3)}`
          : null;
      return {
        mode: modeText(typeLetter(node), node.mode),
        links: String(linksOf(this.#call, row.found)),
        user: numeric ? String(node.uid) : (this.#users.get(node.uid) ?? String(node.uid)),
        group: numeric ? String(node.gid) : (this.#groups.get(node.gid) ?? String(node.gid)),
        size: special ?? this.#size(sizeOf(row.found), 1),
        date: dateText(node.mtime, this.#call.draft.now),
        name: this.#marked(row) + (node.type === 'link' ? ` -> ${node.target}` : ''),
      };
    });
    const wide = (key: 'links' | 'user' | 'group' | 'size'): number =>
      Math.max(0, ...cells.map((cell) => cell[key].length));
    const widths = { links: wide('links'), user: wide('user'), group: wide('group'), size: wide('size') };
    for (const cell of cells) {
      this.#call.out(
        this.#gnu
          ? `${cell.mode} ${cell.links.padStart(widths.links)} ${cell.user.padEnd(widths.user)} ${cell.group.padEnd(widths.group)} ${cell.size.padStart(widths.size)} ${cell.date} ${cell.name}\n`
          : `${cell.mode} ${cell.links.padStart(4)} ${cell.user.slice(0, 8).padEnd(8)} ${cell.group.slice(0, 8).padEnd(8)} ${cell.size.padStart(9)} ${cell.date} ${cell.name}\n`,
      );
    }
  }

  /** Columns of a terminal of 80: filled downwards; GNU's as narrow as they can be, busybox's all alike. */
  #columns(names: readonly string[]): void {
    if (names.length === 0) return;
    for (let rows = 1; ; rows += 1) {
      const columns: string[][] = [];
      for (let i = 0; i < names.length; i += rows) columns.push(names.slice(i, i + rows));
      const longest = Math.max(...names.map((name) => name.length));
      const widths = columns.map((column) =>
        this.#gnu ? Math.max(...column.map((name) => name.length)) : longest,
      );
      if (rows < names.length && widths.reduce((sum, width) => sum + width + 2, -2) > 79) continue;
      for (let row = 0; row < rows; row += 1) {
        const line = columns.flatMap((column, index) => {
          const name = column[row];
          if (name === undefined) return [];
          return [
            index < columns.length - 1 && columns[index + 1]?.[row] !== undefined
              ? name.padEnd((widths[index] ?? 0) + 2)
              : name,
          ];
        });
        this.#call.out(`${line.join('')}\n`);
      }
      return;
    }
  }
}

export function ls(call: ToolCall): ToolResult {
  const read = options(call, {
    flags: 'aAdlnhRtSr1FpogL',
    long: {
      all: 'a',
      'almost-all': 'A',
      directory: 'd',
      'human-readable': 'h',
      recursive: 'R',
      'numeric-uid-gid': 'n',
      'full-time': 'full-time',
    },
  });
  if ('result' in read) return read.result;
  const { given } = read;
  for (const letter of ['o', 'g', 'full-time'])
    if (given.has(letter))
      return call.notSimulated({ code: `tool:ls:-${letter}`, message: `ls -${letter} is not simulated.` });
  const listing = new Listing(call, given);
  const operands = read.operands.length === 0 ? ['.'] : [...read.operands].sort(byBytes);
  const long = given.has('l') || given.has('n');
  const files: Row[] = [];
  const directories: Row[] = [];
  for (const operand of operands) {
    const row = listing.row(operand, at(call, operand), given.has('L') || !(long || given.has('d')));
    if (row === null) continue;
    if (row.found.node.type === 'directory' && !given.has('d')) directories.push(row);
    else files.push(row);
  }
  if (files.length > 0) listing.print(files, false);
  for (const [index, { name }] of directories.entries()) {
    if (index > 0 || files.length > 0) call.out('\n');
    listing.directory(name, at(call, name), 0, operands.length > 1 || given.has('R'));
  }
  return listing.status;
}
