import type { Scanner } from './scanner.ts';
import { YamlStop } from './stop.ts';
import type { Token } from './token.ts';

const TAG_PREFIX = 'tag:yaml.org,2002:';

/** What the handles of one document's tags stand for. */
export type Handles = ReadonlyMap<string, string>;

/** Takes the directives in front of a document and gives the tag handles they define. Throws YamlStop. */
export function readDirectives(scanner: Scanner): Handles {
  const tags = new Map<string, string>();
  let versions = 0;
  const piece = scanner.firstLine;
  while (scanner.peek().type === 'directive') {
    const token = scanner.next();
    const [name, first = '', second = ''] = token.text.split(/[ \t]+/);
    if (name === 'TAG') {
      tags.set(first, second);
      continue;
    }
    versions += 1;
    if (versions > 1) throw new YamlStop('parser', 'directive', 'found duplicate %YAML directive', token);
    if (first !== '1.1')
      throw new YamlStop('parser', 'yaml-version', 'found incompatible YAML document', token);
  }
  const after = scanner.peek();
  // kubectl cuts at the --- before goyaml sees it, and so nothing follows the directives.
  if (versions + tags.size > 0 && scanner.isSeparator(after)) scanner.firstLine = piece;
  if (versions + tags.size > 0 && (after.type !== 'document-start' || scanner.isSeparator(after)))
    throw new YamlStop('parser', 'document-start', 'did not find expected <document start>', after);
  return tags;
}

/** A tag as its handle stands for it, `!!` forms kept short. Throws YamlStop for a handle that nobody defined. */
export function expandTag(token: Token, tags: Handles): string {
  const written = token.text;
  if (written.startsWith('!<')) return short(written.slice(2).replace(/>$/, ''));
  const handle = /^!(?:[0-9A-Za-z_-]*!)?/.exec(written)?.[0] ?? '!';
  const prefix = tags.get(handle);
  if (prefix !== undefined) return short(prefix + written.slice(handle.length));
  if (handle.length > 2)
    throw new YamlStop('parser', 'unknown-tag-handle', 'found undefined tag handle', token);
  return written;
}

function short(tag: string): string {
  return tag.startsWith(TAG_PREFIX) ? `!!${tag.slice(TAG_PREFIX.length)}` : tag;
}
