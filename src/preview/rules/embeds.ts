import type { Json } from '../wire.ts';
import { codePoints, type Issues } from './issues.ts';

type At = readonly (string | number)[];

/** 10 embeds; title 256, description 4096, 25 fields 256/1024, footer 2048, author 256; 6,000 over all of them. */
export function checkEmbeds(body: Json, at: At, files: ReadonlySet<string>, issues: Issues): void {
  let total = 0;
  const count = (text: string | undefined) => {
    total += codePoints(text ?? '');
  };
  for (const [index, embed] of issues.list(body, 'embeds', at, 0, 10)) {
    const path = [...at, 'embeds', index];
    count(issues.string(embed, 'title', path, 0, 256));
    count(issues.string(embed, 'description', path, 0, 4096));
    issues.integer(embed, 'color', path, 0, 0xffffff);
    issues.string(embed, 'type', path, 0, 100);
    const address = (holder: Json, key: string, at: At) => {
      if (holder[key] !== undefined && holder[key] !== null) issues.url(holder[key], [...at, key], files);
    };
    address(embed, 'url', path);
    const timestamp = issues.string(embed, 'timestamp', path, 0, 100);
    if (timestamp !== undefined && Number.isNaN(Date.parse(timestamp))) {
      issues.add(
        [...path, 'timestamp'],
        'DATE_TIME_TYPE_PARSE',
        `Could not parse ${timestamp}. Should be ISO8601.`,
      );
    }
    const footer = issues.model(embed, 'footer', path);
    if (footer) {
      count(issues.string(footer, 'text', [...path, 'footer'], 1, 2048, true));
      address(footer, 'icon_url', [...path, 'footer']);
    }
    const author = issues.model(embed, 'author', path);
    if (author) {
      count(issues.string(author, 'name', [...path, 'author'], 1, 256, true));
      address(author, 'url', [...path, 'author']);
      address(author, 'icon_url', [...path, 'author']);
    }
    for (const key of ['image', 'thumbnail'] as const) {
      const media = issues.model(embed, key, path);
      if (media) issues.url(media.url, [...path, key, 'url'], files);
    }
    for (const [inner, field] of issues.list(embed, 'fields', path, 0, 25)) {
      const where = [...path, 'fields', inner];
      count(issues.string(field, 'name', where, 1, 256, true));
      count(issues.string(field, 'value', where, 1, 1024, true));
      issues.boolean(field, 'inline', where);
    }
  }
  if (total > 6000) {
    issues.add(
      [...at, 'embeds'],
      'MAX_EMBED_SIZE_EXCEEDED',
      `Embed size exceeds maximum size of 6000 (${total}).`,
    );
  }
}
