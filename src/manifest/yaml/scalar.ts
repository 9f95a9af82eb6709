import type { ScalarNode } from './node.ts';
import { type Resolved, resolvePlain } from './resolve.ts';
import { YamlStop } from './stop.ts';
import type { Token } from './token.ts';

const RESOLVED_TAGS = new Set(['!!bool', '!!int', '!!float', '!!null', '!!timestamp']);
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * Takes a scalar token and its tag and gives the node, by decode.go's `scalar`: quoted is text, plain is looked
 * up, a tag forces its own type. Throws YamlStop when the text does not fit the tag, or has no JSON form.
 */
export function scalarNode(token: Token, tag: string | undefined): ScalarNode {
  const meaning = tag === undefined ? untagged(token) : tagged(token, tag);
  const { value } = meaning;
  if (typeof value === 'number' && !Number.isFinite(value)) {
    const go = Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
    throw new YamlStop('json', 'not-a-json-number', `json: unsupported value: ${go}`, token);
  }
  const node: ScalarNode = {
    kind: 'scalar',
    line: token.line + 1,
    span: { start: token.pos, end: token.end },
    style: token.style,
    source: token.source,
    value,
  };
  const float = meaning.type === '!!float';
  if (tag === undefined && !float && meaning.exact === undefined) return node;
  return {
    ...node,
    ...(tag === undefined ? {} : { tag }),
    ...(float ? { float } : {}),
    ...(meaning.exact === undefined ? {} : { exact: meaning.exact }),
  };
}

function untagged(token: Token): Resolved {
  return token.style === 'plain' ? resolvePlain(token.text) : { type: '!!str', value: token.text };
}

function tagged(token: Token, tag: string): Resolved {
  const { text } = token;
  if (tag === '!!binary') return binary(token);
  if (!RESOLVED_TAGS.has(tag)) return { type: '!!str', value: text };
  const found = resolvePlain(text);
  if (found.type === tag) return found;
  if (tag === '!!float' && found.type === '!!int') return { ...found, type: '!!float' };
  throw new YamlStop('decoder', 'wrong-tag', `cannot decode ${found.type} \`${text}\` as a ${tag}`, token);
}

function binary(token: Token): Resolved {
  const packed = token.text.replace(/[\r\n]/g, '');
  if (!BASE64.test(packed))
    throw new YamlStop('decoder', 'bad-base64', '!!binary value contains invalid base64 data', token);
  const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
  return { type: '!!str', value: new TextDecoder().decode(bytes) };
}
