import { type LabSession, stepOf } from './labs.ts';

/** What an editor that is opened begins with, and whether that is the step's manifest and not the file's own text. */
export interface EditBeginning {
  readonly text: string;
  readonly fromStep: boolean;
}

/**
 * The text of the file; of one that is empty or not there yet, which the step asks for by name, the manifest that the
 * step shows: a box covers what one would copy it from.
 */
export function editBeginning(
  session: LabSession,
  { path, text }: { readonly path: string; readonly text: string },
): EditBeginning {
  const words = stepOf(session)?.words ?? '';
  const name = path.split('/').at(-1) ?? path;
  const shown = text === '' && words.includes(`\`${name}\``) ? manifestIn(words) : undefined;
  return shown === undefined ? { text, fromStep: false } : { text: shown, fromStep: true };
}

/** The one whole manifest that a step's words show; undefined where there is none or more than one. */
function manifestIn(words: string): string | undefined {
  const blocks = words.split('```').filter((part, index) => index % 2 === 1 && part.startsWith('yaml\n'));
  const whole = blocks.map((block) => block.slice('yaml\n'.length)).filter((block) => /^kind:/m.test(block));
  return whole.length === 1 ? whole[0] : undefined;
}
