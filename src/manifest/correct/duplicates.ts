import type { Duplicate } from '../yaml/node.ts';
import { type Left, type Mending, mending, type Plan } from './mending.ts';
import { withNames } from './names-below.ts';
import { removal } from './text.ts';

/** No more keys that stand twice are looked at in one go. */
const MOST = 2000;

/** Takes out all but the last of keys that stand twice, which is the one that counts; nothing changes by it. */
export function duplicatePlan(duplicates: readonly Duplicate[], text: string): Plan {
  const mendings: Mending[] = [];
  const left: Left[] = [];
  for (const { key, lines, path, overridden, flow, merged } of duplicates) {
    if (merged) continue;
    const last = lines.at(-1) ?? 0;
    for (const entry of overridden) {
      if (mendings.length >= MOST) break;
      const line = entry.keyLine;
      const inside = withNames(entry);
      const change = `${path} in line ${line}${inside} is removed: line ${last} overrides it.`;
      if (text.startsWith(key, entry.keySpan.start + (isQuote(text[entry.keySpan.start]) ? 1 : 0)))
        mendings.push(mending(line, change, [removal(text, entry, { flow, count: 2 })], []));
      else
        left.push({
          line,
          message: `${path} stands twice, and was left so: its text cannot be taken apart.`,
        });
    }
  }
  return { mendings, left };
}

const isQuote = (sign: string | undefined): boolean => sign === '"' || sign === "'";
