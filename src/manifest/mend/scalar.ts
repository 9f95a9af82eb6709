import type { Fatal } from '../decode.ts';
import type { ScalarNode } from '../yaml/node.ts';
import type { Mend } from './mend.ts';
import { readAt } from './rebuild.ts';
import { fieldName, givenWords, wantedWords } from './words.ts';

/** `"1000"` → `1000`, `"true"` → `true`, `8080` → `"8080"`: what a scalar was meant to be, where there is no doubt. */
export function mendScalar(fatal: Fatal, node: ScalarNode): Mend | undefined {
  const { wants, path } = fatal;
  if (wants.kind !== 'scalar') return undefined;
  const text = written(node, wants.go);
  const meant = text === undefined ? undefined : readAt(text, node.span.start, node.line);
  if (text === undefined || meant === undefined) return undefined;
  const name = fieldName(path);
  const item = name.endsWith(']');
  const quotes = wants.go === 'string' ? ', in quotes' : node.style === 'plain' ? '' : ', without quotes';
  const given =
    typeof node.value === 'string' && node.style !== 'plain' ? 'text, for its quotes' : givenWords(node);
  return {
    how: { kind: 'written', node, text },
    node,
    meant,
    path,
    line: node.line,
    said: `\`${name}\` is ${given}, and has to be ${wantedWords(wants)}.`,
    fix: `Write \`${item ? text : `${name}: ${text}`}\`${quotes}.`,
    change: `${path} is now ${text}.`,
  };
}

const WHOLE = /^-?(?:0|[1-9]\d{0,17})$/;
const TRUE = new Set(['true', 'yes', 'on', 'y']);
const FALSE = new Set(['false', 'no', 'off', 'n']);

function written(node: ScalarNode, go: string): string | undefined {
  const { value } = node;
  const said = String(value).trim();
  if (go === 'int64' || go === 'int32')
    return typeof value === 'string' && WHOLE.test(said) ? said : undefined;
  if (go === 'bool') {
    if (TRUE.has(said.toLowerCase()) || value === 1) return 'true';
    return FALSE.has(said.toLowerCase()) || value === 0 ? 'false' : undefined;
  }
  if (go === 'string' && typeof value !== 'string' && node.tag === undefined)
    return JSON.stringify(node.source);
  return undefined;
}
