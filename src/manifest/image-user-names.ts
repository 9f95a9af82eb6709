import type { Explanation } from './explanation.ts';
import { asMeant } from './fate.ts';

/** Names for which somebody said an image's USER, and that no container of any reading has; `*` stands for all the rest. */
export function namesOfNobody(
  explanation: Explanation,
  imageUsers: Readonly<Record<string, string>>,
): readonly string[] {
  const known = new Set(['*']);
  for (const { pods } of [explanation, ...explanation.readings])
    for (const pod of pods) for (const { name } of asMeant(pod).containers) known.add(name);
  return Object.keys(imageUsers).filter((name) => !known.has(name));
}
