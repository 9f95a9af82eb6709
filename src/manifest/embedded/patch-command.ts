import { properKind } from '../kinds/names.ts';
import { shellWords, type Word } from './shell-words.ts';
import { lineAt, type Source, sourceHint } from './source.ts';

/** Words between the tool and `patch` are options such as `-n shop`. */
const MOST_BEFORE = 8;
const TOOL = /\b(?:kubectl|oc)[ \t]/g;
/** So near behind its tool the word stands, in characters; and so many commands are looked at. */
const NEAR = 200;
const MOST_COMMANDS = 20;

/** The patch of a `kubectl patch … -p '…'` (or `oc patch`), as text of its own lines; undefined where there is none. */
export function patchCommand(paste: string): Source | undefined {
  if (!paste.includes('patch')) return undefined;
  let left = MOST_COMMANDS;
  for (const { index } of paste.matchAll(TOOL)) {
    if (!/\spatch\s/.test(paste.slice(index, index + NEAR))) continue;
    if (left-- === 0) return undefined;
    const words = shellWords(paste, index);
    const at = words.findIndex(({ text }) => text === 'patch');
    if (at < 1 || at > MOST_BEFORE) continue;
    const rest = words.slice(at + 1);
    const payload = optionOf(rest, ['-p', '--patch']);
    if (payload === undefined || !/[{[:]/.test(payload.text)) continue;
    return sourceOf(paste, payload, rest);
  }
  return undefined;
}

function sourceOf(paste: string, payload: Word, words: readonly Word[]): Source {
  const line = lineAt(paste, payload.start);
  const type = optionOf(words, ['--type'])?.text ?? 'strategic';
  const { kind, name } = objectOf(words);
  const list =
    type === 'merge' && /"?(?:containers|initContainers)"?\s*:/.test(payload.text)
      ? ' With --type=merge a list takes the place of the old one: containers that are not named here are gone.'
      : '';
  const message = `The patch of this command was read: what it sets${name === undefined ? '' : ` in ${kind ?? 'object'} ${name.slice(0, 60)}`}, not what stands there besides.${list}`;
  return {
    text: '\n'.repeat(line - 1) + payload.text,
    findings: [
      sourceHint(
        'patch-command',
        line,
        message,
        'For the whole answer paste the object: kubectl get -o yaml.',
      ),
    ],
    patch: { kind, name, index: 0 },
  };
}

/** The value of an option, behind it or joined to it. */
function optionOf(words: readonly Word[], names: readonly string[]): Word | undefined {
  for (const [i, { text, start }] of words.entries()) {
    if (names.includes(text)) return words[i + 1];
    const joined = names.find((name) => text.startsWith(`${name}=`));
    if (joined !== undefined) return { text: text.slice(joined.length + 1), start };
  }
  return undefined;
}

/** `deployment web` or `deploy/web`. */
function objectOf(words: readonly Word[]): {
  readonly kind: string | undefined;
  readonly name: string | undefined;
} {
  const [first, second] = words.filter(({ text }) => !text.startsWith('-')).map(({ text }) => text);
  if (first === undefined) return { kind: undefined, name: undefined };
  const [type = '', joined] = first.split('/', 2);
  const kind = properKind(type.split('.', 1)[0] ?? '')?.kind ?? (type === '' ? undefined : type);
  const name = joined ?? second;
  return { kind, name: name !== undefined && /^[\w.-]+$/.test(name) ? name : undefined };
}
