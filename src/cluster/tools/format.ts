/** `echo` and `printf`: the text they print. */

/** What went wrong with one argument of `printf`: it goes on with what it could read. */
export interface FormatTrouble {
  readonly kind: 'number' | 'directive';
  readonly subject: string;
}

/** Backslash codes of `echo -e`, `printf` and `%b`. `stop`: `\c` ends all output. */
function backslashCodes(
  text: string,
  octalNeedsZero: boolean,
): { readonly text: string; readonly stop: boolean } {
  let out = '';
  const simple: Readonly<Record<string, string>> = {
    a: '\u0007',
    b: '\b',
    e: '\u001b',
    f: '\f',
    n: '\n',
    r: '\r',
    t: '\t',
    v: '\v',
    '\\': '\\',
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character !== '\\') {
      out += character;
      continue;
    }
    const next = text.charAt(at + 1);
    if (next === 'c') return { text: out, stop: true };
    const known = Object.hasOwn(simple, next) ? simple[next] : undefined;
    const octal = (octalNeedsZero ? /^0([0-7]{0,3})/ : /^0?([0-7]{1,3})/).exec(text.slice(at + 1, at + 6));
    const hexadecimal = /^x([0-9a-fA-F]{1,2})/.exec(text.slice(at + 1, at + 4));
    if (known !== undefined) {
      out += known;
      at += 1;
    } else if (octal !== null) {
      out += String.fromCharCode(Number.parseInt(octal[1] || '0', 8) % 256);
      at += octal[0].length;
    } else if (hexadecimal !== null) {
      out += String.fromCharCode(Number.parseInt(hexadecimal[1] ?? '', 16));
      at += hexadecimal[0].length;
    } else out += '\\';
  }
  return { text: out, stop: false };
}

/** What `echo` prints. dash reads backslash codes always and knows only -n; the others read them after -e. */
export function echo(args: readonly string[], dash: boolean): string {
  let newline = true;
  let escapes = dash;
  let at = 0;
  for (; at < args.length; at += 1) {
    const one = args[at] ?? '';
    if (!(dash ? /^-n$/ : /^-[neE]+$/).test(one)) break;
    for (const letter of one.slice(1)) {
      if (letter === 'n') newline = false;
      else escapes = letter === 'e';
    }
  }
  const text = args.slice(at).join(' ');
  if (!escapes) return newline ? `${text}\n` : text;
  const read = backslashCodes(text, true);
  return read.stop || !newline ? read.text : `${read.text}\n`;
}

/** What `printf FORMAT ARGUMENTS…` prints: the format again as long as arguments are left. */
export function printf(
  format: string,
  args: readonly string[],
): { readonly text: string; readonly troubles: readonly FormatTrouble[] } {
  const troubles: FormatTrouble[] = [];
  let out = '';
  let used = 0;
  do {
    const before = used;
    const once = printOnce(format, args.slice(used), troubles);
    out += once.text;
    used += once.used;
    if (once.stop || used === before) break;
  } while (used < args.length && out.length < 64 * 1024);
  return { text: out, troubles };
}

function printOnce(
  format: string,
  args: readonly string[],
  troubles: FormatTrouble[],
): { text: string; used: number; stop: boolean } {
  let out = '';
  let used = 0;
  const take = (): string => args[used++] ?? '';
  for (let at = 0; at < format.length; ) {
    const percent = format.indexOf('%', at);
    const plain = backslashCodes(format.slice(at, percent === -1 ? undefined : percent), false);
    out += plain.text;
    if (plain.stop || percent === -1)
      return { text: out, used: Math.min(used, args.length), stop: plain.stop };
    const directive = /^%([-+ 0#]*)(\*|[0-9]{1,4})?(?:\.(\*|[0-9]{0,4}))?([a-zA-Z%]?)/.exec(
      format.slice(percent, percent + 24),
    );
    const [all = '%', flags = '', width = '', precision, letter = ''] = directive ?? [];
    at = percent + all.length;
    if (letter === '%') {
      out += '%';
      continue;
    }
    const wide = width === '*' ? Number.parseInt(take(), 10) || 0 : Number(width || 0);
    const exact =
      precision === undefined
        ? undefined
        : precision === '*'
          ? Number.parseInt(take(), 10) || 0
          : Number(precision || 0);
    const piece = convert(letter, flags, exact, take, troubles);
    if (piece === null) {
      troubles.push({ kind: 'directive', subject: all });
      return { text: out, used, stop: true };
    }
    out += pad(piece.text, Math.min(Math.abs(wide), 4096), flags, wide < 0, letter);
    if (piece.stop) return { text: out, used, stop: true };
  }
  return { text: out, used: Math.min(used, args.length), stop: false };
}

function convert(
  letter: string,
  flags: string,
  precision: number | undefined,
  take: () => string,
  troubles: FormatTrouble[],
): { text: string; stop: boolean } | null {
  if (letter === 's') return { text: take().slice(0, precision), stop: false };
  if (letter === 'c') return { text: take().slice(0, 1), stop: false };
  if (letter === 'b') return backslashCodes(take(), false);
  if (!'diouxX'.includes(letter) || letter === '') return null;
  const argument = take();
  const value = integer(argument, troubles);
  if (letter === 'd' || letter === 'i') {
    const sign = value < 0n ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
    return {
      text: sign + (value < 0n ? -value : value).toString().padStart(precision ?? 0, '0'),
      stop: false,
    };
  }
  const unsigned = BigInt.asUintN(64, value);
  const digits = unsigned
    .toString(letter === 'o' ? 8 : letter === 'u' ? 10 : 16)
    .padStart(precision ?? 0, '0');
  const prefix =
    !flags.includes('#') || unsigned === 0n ? '' : letter === 'o' ? '0' : letter === 'u' ? '' : '0x';
  return { text: letter === 'X' ? (prefix + digits).toUpperCase() : prefix + digits, stop: false };
}

function integer(argument: string, troubles: FormatTrouble[]): bigint {
  const quoted = /^["'](.)/su.exec(argument);
  if (quoted !== null) return BigInt(quoted[1]?.codePointAt(0) ?? 0);
  const read = /^\s*([-+]?)(0[xX][0-9a-fA-F]{1,20}|0[0-7]{0,25}|[1-9][0-9]{0,25})/.exec(argument);
  if (read === null || read[0].length !== argument.length) {
    if (argument !== '') troubles.push({ kind: 'number', subject: argument });
    if (read === null) return 0n;
  }
  const digits = read[2] ?? '0';
  const value = BigInt(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits);
  return read[1] === '-' ? -value : value;
}

function pad(text: string, width: number, flags: string, left: boolean, letter: string): string {
  if (flags.includes('-') || left) return text.padEnd(width);
  if (!flags.includes('0') || 'scb'.includes(letter)) return text.padStart(width);
  const sign = /^[-+ ]|^0[xX]/.exec(text)?.[0] ?? '';
  return sign + text.slice(sign.length).padStart(width - sign.length, '0');
}
