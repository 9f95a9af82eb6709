import { fail, type ToolCall, type ToolResult } from './call.ts';
import { plain, texts } from './input.ts';
import { options } from './options.ts';

export function basename(call: ToolCall): ToolResult {
  const [, path = '', suffix = ''] = call.argv;
  const base = path.replace(/\/+$/, '').replace(/^.*\//, '') || (path.startsWith('/') ? '/' : '');
  call.out(
    `${suffix !== '' && base !== suffix && base.endsWith(suffix) ? base.slice(0, -suffix.length) : base}\n`,
  );
  return 0;
}

export function dirname(call: ToolCall): ToolResult {
  const [, path = ''] = call.argv;
  const trimmed = path.replace(/\/+$/, '');
  const slash = trimmed.lastIndexOf('/');
  call.out(
    `${slash === -1 ? (path.startsWith('/') ? '/' : '.') : trimmed.slice(0, slash).replace(/\/+$/, '') || '/'}\n`,
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

export function base64(call: ToolCall): ToolResult {
  const read = options(call, { flags: 'di', valued: 'w', long: { decode: 'd', 'wrap=': 'w' } });
  if ('result' in read) return read.result;
  const input = texts(call, read.operands.slice(0, 1), plain);
  const [only] = input.texts;
  if (only === undefined) return input.status;
  if (read.given.has('d')) {
    if (!/^[A-Za-z0-9+/=\s]*$/.test(only.text))
      return fail(call, call.flavour === 'gnu' ? 'invalid input' : 'invalid input');
    call.out(
      new TextDecoder().decode(
        Uint8Array.from(atob(only.text.replace(/\s/g, '').replace(/=+$/, '')), (one) => one.charCodeAt(0)),
      ),
    );
    return 0;
  }
  let binary = '';
  for (const byte of new TextEncoder().encode(only.text)) binary += String.fromCharCode(byte);
  const width = Number(read.values.w ?? 76);
  const encoded = btoa(binary);
  call.out(
    width === 0
      ? encoded
      : (encoded.match(new RegExp(`.{1,${Math.min(Math.max(width, 1), 1000)}}`, 'g')) ?? [])
          .map((line) => `${line}\n`)
          .join(''),
  );
  return 0;
}
