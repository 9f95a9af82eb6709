import type { Json } from '../wire.ts';
import { codePoints, type Issues, isRecord } from './issues.ts';

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
    if (embed.url !== undefined && embed.url !== null && embed.url !== '')
      issues.url(embed.url, [...path, 'url'], files);
    if (typeof embed.timestamp === 'string' && Number.isNaN(Date.parse(embed.timestamp))) {
      issues.add(
        [...path, 'timestamp'],
        'DATE_TIME_TYPE_PARSE',
        `Could not parse ${embed.timestamp}. Should be ISO8601.`,
      );
    }
    if (isRecord(embed.footer))
      count(issues.string(embed.footer, 'text', [...path, 'footer'], 1, 2048, true));
    if (isRecord(embed.author)) count(issues.string(embed.author, 'name', [...path, 'author'], 1, 256, true));
    for (const key of ['image', 'thumbnail'] as const) {
      const media = embed[key];
      if (isRecord(media)) issues.url(media.url, [...path, key, 'url'], files);
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
