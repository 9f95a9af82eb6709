/** Reads a tool's options as getopt does. */
import type { ToolCall, ToolResult } from './call.ts';

export interface Options {
  /** Letters (or long names) that were given. */
  readonly given: ReadonlySet<string>;
  /** The last value of those that take one; all of them in `all`. */
  readonly values: Readonly<Record<string, string>>;
  readonly all: readonly (readonly [option: string, value: string])[];
  readonly operands: readonly string[];
}

export interface Known {
  /** Letters without a value. */
  readonly flags: string;
  /** Letters with a value. */
  readonly valued?: string;
  /** Long names and the letter each stands for; one with a value ends in `=`. */
  readonly long?: Readonly<Record<string, string>>;
  /** Options end at the first operand (`su`, `env`, `sh`). */
  readonly posix?: boolean;
}

/**
 * Reads `argv`. What a tool does not know comes back as its result: one `podium:` line, since Podium cannot tell an
 * option that the real one lacks from one that it does not simulate.
 */
export function options(call: ToolCall, known: Known): Options | { readonly result: ToolResult } {
  const given = new Set<string>();
  const values: Record<string, string> = {};
  const all: [string, string][] = [];
  const operands: string[] = [];
  const args = call.argv.slice(1);
  const unknown = (option: string): { result: ToolResult } => {
    const name = call.argv[0]?.replace(/^.*\//, '') ?? '';
    return {
      result: call.notSimulated({
        code: `tool:${name}:${option.slice(0, 20)}`,
        message: `The option ${option} of ${name} is not simulated.`,
      }),
    };
  };
  for (let at = 0; at < args.length; at += 1) {
    const one = args[at] ?? '';
    if (one === '--') {
      operands.push(...args.slice(at + 1));
      break;
    }
    if (!one.startsWith('-') || one === '-') {
      operands.push(one);
      if (known.posix !== true) continue;
      operands.push(...args.slice(at + 1));
      break;
    }
    if (one.startsWith('--')) {
      const equals = one.indexOf('=');
      const name = equals === -1 ? one.slice(2) : one.slice(2, equals);
      const long = known.long ?? {};
      if (Object.hasOwn(long, name) && equals === -1) given.add(long[name] ?? '');
      else if (Object.hasOwn(long, `${name}=`)) {
        const letter = long[`${name}=`] ?? '';
        const value = equals === -1 ? args[++at] : one.slice(equals + 1);
        given.add(letter);
        values[letter] = value ?? '';
        all.push([letter, value ?? '']);
      } else return unknown(one.split('=', 1)[0] ?? one);
      continue;
    }
    for (let letter = 1; letter < one.length; letter += 1) {
      const option = one.charAt(letter);
      if (known.flags.includes(option)) given.add(option);
      else if (known.valued?.includes(option) === true) {
        const value = letter + 1 < one.length ? one.slice(letter + 1) : args[++at];
        if (value === undefined) {
          call.err(needsValue(call, option));
          return {
            result:
              call.argv[0]?.endsWith('grep') === true || call.argv[0]?.endsWith('sort') === true ? 2 : 1,
          };
        }
        given.add(option);
        values[option] = value;
        all.push([option, value]);
        break;
      } else return unknown(`-${option}`);
    }
  }
  return { given, values, all, operands };
}

function needsValue(call: ToolCall, option: string): string {
  const name = call.argv[0]?.replace(/^.*\//, '') ?? '';
  const said = call.musl
    ? `${name}: option requires an argument: ${option}\n`
    : `${name}: option requires an argument -- '${option}'\n`;
  return call.flavour === 'gnu' ? `${said}Try '${name} --help' for more information.\n` : said;
}
