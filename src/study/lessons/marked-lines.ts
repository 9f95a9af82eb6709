import { type Edit, editsOf, linesOf } from '../../cluster/line-edits.ts';
import { explain } from '../../manifest/index.ts';
import type { Lesson, LessonManifest } from './lesson.ts';

/** The manifest that a step shows, or the last one shown before it. */
export function manifestAt({ steps }: Pick<Lesson, 'steps'>, index: number): LessonManifest | undefined {
  return steps.slice(0, index + 1).findLast(({ manifest }) => manifest !== undefined)?.manifest;
}

/**
 * The lines of a step's own manifest, with what changed since the one shown last marked: `+` new, `-` gone. Compared is
 * what `kubectl apply` would take for the same objects (kind and name); another object is shown without marks.
 */
export function markedLines(lesson: Pick<Lesson, 'steps'>, index: number): readonly Edit[] {
  const now = lesson.steps[index]?.manifest;
  if (now === undefined) return [];
  const earlier = manifestAt(lesson, index - 1);
  const before = earlier === undefined || objectsOf(earlier) !== objectsOf(now) ? now : earlier;
  return editsOf(linesOf(before.text), linesOf(now.text));
}

/** What a manifest is of, as one text. */
function objectsOf({ text }: LessonManifest): string {
  return explain(text)
    .pods.map(({ kind, name, namespace }) => `${kind} ${namespace}/${name}`)
    .join();
}
