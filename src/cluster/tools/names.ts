import { withoutTrailing } from '../trailing.ts';
import { curly, fail, type ToolCall, type ToolResult } from './call.ts';
import { plain, texts } from './input.ts';
import { options } from './options.ts';

export function basename(call: ToolCall): ToolResult {
  const [, path = '', suffix = ''] = call.argv;
  const base = withoutTrailing(path, '/').replace(/^.*\//, '') || (path.startsWith('/') ? '/' : '');
  call.out(
    `${suffix !== '' && base !== suffix && base.endsWith(suffix) ? base.slice(0, -suffix.length) : base}\n`,
  );
  return 0;
}

export function dirname(call: ToolCall): ToolResult {
  const [, path = ''] = call.argv;
  const trimmed = withoutTrailing(path, '/');
  const slash = trimmed.lastIndexOf('/');
  call.out(
    `${slash === -1 ? (path.startsWith('/') ? '/' : '.') : withoutTrailing(trimmed.slice(0, slash), '/') || '/'}\n`,
  );
  return 0;
}

export function seq(call: ToolCall): ToolResult {
  const numbers = call.argv.slice(1);
  if (numbers.length === 0 || numbers.length > 3 || numbers.some((one) => !/^-?[0-9]{1,9}$/.test(one)))
    return call.notSimulated({
      code: 'tool:seq',
      message: 'seq is simulated for one to three whole numbers only.',
    });
  const [first = 1, second, third] = numbers.map(Number);
  const start = second === undefined ? 1 : first;
  const step = third === undefined ? 1 : (second ?? 1);
  const end = third ?? second ?? first;
  let out = '';
  for (let value = start; step > 0 ? value <= end : step < 0 && value >= end; value += step) {
    out += `${value}\n`;
    if (out.length > 64 * 1024) break;
  }
  call.out(out);
  return 0;
}

/** Complete groups of four digits, the last ones perhaps padded. */
const GROUPS = /^(?:[A-Za-z0-9+/]{2}(?:[A-Za-z0-9+/]{2}|[A-Za-z0-9+/]=|==))*/;

export function base64(call: ToolCall): ToolResult {
  const read = options(call, { flags: 'di', valued: 'w', long: { decode: 'd', 'wrap=': 'w' } });
  if ('result' in read) return read.result;
  const input = texts(call, read.operands.slice(0, 1), plain);
  const [only] = input.texts;
  if (only === undefined) return input.status;
  if (read.given.has('d')) {
    const written = only.text.replace(/\s/g, '');
    const [whole = ''] = GROUPS.exec(written) ?? [];
    const rest = written.slice(whole.length);
    const partial = call.flavour === 'gnu' ? (/^[A-Za-z0-9+/]{2,3}/.exec(rest)?.[0] ?? '') : '';
    const bytes = [...(whole.match(/.{4}/g) ?? []), partial].map(atob).join('');
    call.out(new TextDecoder().decode(Uint8Array.from(bytes, (one) => one.charCodeAt(0))));
    if (rest === '') return 0;
    return fail(call, call.flavour === 'gnu' ? 'invalid input' : 'truncated input');
  }
  let binary = '';
  for (const byte of new TextEncoder().encode(only.text)) binary += String.fromCharCode(byte);
  const wrap = read.values.w ?? '76';
  const encoded = btoa(binary);
  if (!/^[0-9]{1,9}$/.test(wrap))
    return fail(
      call,
      call.flavour === 'gnu' ? `invalid wrap size: ${curly(call, wrap)}` : `invalid number '${wrap}'`,
    );
  const width = Number(wrap);
  if (width === 0) call.out(encoded);
  else for (let at = 0; at < encoded.length; at += width) call.out(`${encoded.slice(at, at + width)}\n`);
  return 0;
}
