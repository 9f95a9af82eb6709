import { type Fatal, MOST_FATALS, type Unknown } from '../decode.ts';
import type { LineOf } from '../effective.ts';
import type { Finding } from '../explanation.ts';
import type { Judged } from '../object.ts';
import type { Mend } from './mend.ts';
import { fieldName, givenWords, shownSource, wantedWords } from './words.ts';

const isKey = ({ how }: Mend): boolean => how.kind === 'renamed' || how.kind === 'spaced-key';

/**
 * Every value that keeps an object from being decoded, in the order of its lines; the API server tells only of the
 * one that carries its reply, and of none where a misspelt key above hides them.
 */
export function decodeFindings({ located, decoded, pod, mend }: Judged, line: LineOf): readonly Finding[] {
  const { fatal } = decoded;
  if (fatal === undefined && mend === undefined) return [];
  const version = (located.apiVersion ?? 'v1').split('/').at(-1);
  const what = located.part === undefined ? 'the whole object for it' : 'any pod made with it';
  const refusal =
    fatal === undefined
      ? `With the key above it put right, the API server refuses ${what}.`
      : `The API server refuses ${what}, in every mode.`;
  const finding = (
    one: { readonly path: string; readonly line: number; readonly node: unknown },
    said: string,
    fix: string,
  ): Finding => {
    const base: Finding = {
      severity: 'error',
      code: 'cannot-decode',
      path: one.path,
      line: line(one.line),
      document: located.index,
      message: `${said} ${refusal}`,
      fix,
      brief: fix.includes(`\`${fieldName(one.path)}:`) ? fix.replace(/^Write /, '') : `${said} ${fix}`,
    };
    if (one.node !== fatal?.node || fatal === undefined) return base;
    const message = `${pod.kind} in version "${version}" cannot be handled as a ${pod.kind}: ${fatal.message}`;
    return { ...base, api: { type: 'decode', message, detail: fatal.message } };
  };
  if (mend === undefined) {
    const all = decoded.fatals.map((one) => finding(one, wrongType(one), fixOf(one)));
    if (decoded.fatals.length < MOST_FATALS) return all;
    return [
      ...all,
      {
        severity: 'error',
        code: 'too-many-errors',
        path: pod.specPath,
        document: located.index,
        message: `There are ${MOST_FATALS} values of a wrong type, or more; the rest is not listed, and no container is explained.`,
        fix: 'Correct these first, then paste it again.',
      },
    ];
  }
  const values = mend.mends.filter((one) => !isKey(one)).map((one) => finding(one, one.said, one.fix));
  const unread = mend.unread.map((one) => finding(one, wrongType(one), fixOf(one)));
  return [
    ...values,
    ...unread,
    ...keyFindings(mend.mends, decoded.fatal !== undefined, located.index, line),
  ].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

/** Misspelt keys of whole blocks, where the server does not come to tell of them. */
function keyFindings(
  mends: readonly Mend[],
  fatal: boolean,
  document: number,
  line: LineOf,
): readonly Finding[] {
  if (!fatal) return [];
  return mends.filter(isKey).map((one) => ({
    severity: 'error',
    code: 'unknown-field',
    path: one.path,
    line: line(one.line),
    document,
    message: one.said,
    fix: one.fix,
  }));
}

/** What a key that is no field was meant to be, where it is a slip of the pen and no misplaced field. */
export function slipOf(
  { mend }: Judged,
  { entry }: Unknown,
): { readonly sentence: string; readonly fix: string; readonly brief: string } | undefined {
  const found = mend?.mends.find(({ how }) => how.kind === 'spaced-key' && how.entry === entry);
  if (found === undefined) return undefined;
  const { said, fix } = found;
  return { sentence: said, fix, brief: `${said} ${fix}` };
}

/** Fields that hold a number of a user or group. */
const ID = /(?:^|\.)(?:runAsUser|runAsGroup|fsGroup|supplementalGroups)(?:\[\d+\])?$/;

function wrongType({ node, path, wants }: Fatal): string {
  const shown = shownSource(node);
  const given = shown === '' ? givenWords(node) : `\`${shown}\``;
  return `\`${fieldName(path)}\` is ${given}, and has to be ${wantedWords(wants)}.`;
}

function fixOf({ node, path, wants }: Fatal): string {
  if (ID.test(path) && node.kind === 'scalar' && typeof node.value === 'string')
    return 'Write the number: Kubernetes takes no names of users or groups here, and `id` in the image prints it.';
  return `Write ${wantedWords(wants)}.`;
}
