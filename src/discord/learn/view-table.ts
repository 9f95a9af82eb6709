import {
  type EffectivePod,
  type EffectiveTable,
  fateWords,
  groupWords,
  originWords,
  securityWords,
} from '../../study/lessons/index.ts';
import { code } from '../platform/markdown.ts';

/** What the engine computes of a manifest: who each container runs as, field by field, with where it comes from. */
export function podsText(pods: readonly EffectivePod[]): string {
  return pods
    .flatMap(({ security, containers }) => [
      ...containers.map(tableText),
      ...(security === undefined ? [] : [`Pod Security: **${securityWords(security)}**`]),
    ])
    .join('\n');
}

/** A line a field: a table of columns would break on a phone. */
function tableText(table: EffectiveTable): string {
  const { container, role, rows, fate } = table;
  const named = role === 'container' ? '' : ` (${role})`;
  return [
    `**${container}**${named}: ${fateWords(fate)}`,
    ...rows.map((row) => {
      const from = originWords(row);
      return `${code(row.field).text} ${valueText(row.value)}${from === '' ? '' : ` · ${from}`}`;
    }),
    `-# groups: ${groupWords(table)}`,
  ].join('\n');
}

/** Words and numbers stand out; what has marks of its own stands as code. */
function valueText(value: string): string {
  return /^[\w' .:-]+$/.test(value) ? `**${value}**` : code(value).text;
}
