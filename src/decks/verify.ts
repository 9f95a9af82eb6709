import type {
  ContainerExplanation,
  ExplainOptions,
  Explanation,
  PodExplanation,
} from '../manifest/explanation.ts';
import type { Claim } from '../study/claim.ts';
import type { Card } from '../study/deck.ts';
import type { DeckPath } from './subject.ts';
import { verifyTyped } from './verify-typed.ts';

/** `explain()` of manifest/, handed in. */
export type Explain = (text: string, options?: ExplainOptions) => Explanation;

/** A claim of a card that the engine contradicts: where in the card, and what is so instead. */
export interface Refuted {
  readonly path: DeckPath;
  readonly message: string;
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing';
}

/** Keys in order; members that are empty texts left out, for Kubernetes' own types cannot tell them from unset ones. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== '')
      .map(([key, inner]) => [key, sorted(inner)] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function same(a: unknown, b: unknown): boolean {
  return show(sorted(a)) === show(sorted(b));
}

function podOf(explanation: Explanation, pod: string | number | undefined): PodExplanation | string {
  const found =
    typeof pod === 'string' ? explanation.pods.find((each) => each.name === pod) : explanation.pods[pod ?? 0];
  return (
    found ??
    `names a pod that is not there: the manifest holds ${explanation.pods.map((each) => each.name).join(', ') || 'none'}`
  );
}

function containerOf(pod: PodExplanation, name: string): ContainerExplanation | string {
  const names = pod.containers.map((each) => each.name);
  return (
    pod.containers.find((each) => each.name === name) ??
    `names the container "${name}", but the manifest has ${names.join(', ') || 'none'}`
  );
}

/** "says X is 1, but it is 2", once for each part of a claim that does not hold. */
function compare(
  parts: readonly (readonly [name: string, claimed: unknown, found: unknown])[],
): string | undefined {
  const off = parts.filter(([, claimed, found]) => claimed !== undefined && !same(claimed, found));
  if (off.length === 0) return undefined;
  return off
    .map(([name, claimed, found]) => `says ${name} is ${show(claimed)}, but the engine finds ${show(found)}`)
    .join('; it ');
}

function refuteFinding(
  explanation: Explanation,
  claim: Extract<Claim, { finding: string }>,
): string | undefined {
  const hit = explanation.findings.some(
    (each) =>
      each.code === claim.finding &&
      (claim.path === undefined || each.path === claim.path) &&
      (claim.line === undefined || each.line === claim.line),
  );
  if (hit) return undefined;
  const found = explanation.findings.map((each) => `${each.code} at ${each.path} (line ${each.line ?? '?'})`);
  return `is not found; the engine finds ${found.join('; ') || 'nothing'}`;
}

/** What is wrong with one claim; undefined when the engine proves it. */
function refute(explanation: Explanation, claim: Claim): string | undefined {
  if ('finding' in claim) return refuteFinding(explanation, claim);
  const pod = podOf(explanation, claim.pod);
  if (typeof pod === 'string') return pod;
  if ('accepted' in claim)
    return compare([
      ['accepted.strict', claim.accepted.strict, pod.accepted.strict],
      ['accepted.ignore', claim.accepted.ignore, pod.accepted.ignore],
    ]);
  if ('security' in claim) {
    const reasons = pod.security.level === 'privileged' ? pod.security.baseline : pod.security.restricted;
    return compare([
      ['the Pod Security level', claim.security, pod.security.level],
      ['the list of reasons', claim.because?.toSorted(), reasons.toSorted()],
    ]);
  }
  if ('field' in claim && claim.container === undefined) {
    const field = pod.pod[claim.field];
    return compare([
      [claim.field, claim.value, field?.value ?? null],
      ['its source', claim.source, field?.source ?? 'unset'],
      ['its line', claim.line, field?.line],
    ]);
  }
  if (claim.container === undefined) return undefined;
  const container = containerOf(pod, claim.container);
  if (typeof container === 'string') return container;
  if ('process' in claim)
    return compare([
      ['uid', claim.process.uid, container.process.uid],
      ['gid', claim.process.gid, container.process.gid],
      ['groups', claim.process.groups, container.process.groups],
    ]);
  if ('start' in claim) {
    const start = container.start;
    return compare([
      ['the start verdict', claim.start, start.verdict],
      ['its code', claim.code, start.verdict === 'refused' ? start.code : undefined],
      ['its reason', claim.reason, start.verdict === 'refused' ? start.reason : undefined],
    ]);
  }
  const field = container.fields[claim.field];
  return compare([
    [claim.field, claim.value, field?.value ?? null],
    ['its source', claim.source, field?.source ?? 'unset'],
    ['its line', claim.line, field?.line],
  ]);
}

/** Values a card's claims state: of fields, and the uid and gid of processes. */
function stated(claims: readonly Claim[]): readonly unknown[] {
  return claims.flatMap((claim) => {
    if ('field' in claim) return [claim.value];
    if ('process' in claim)
      return [claim.process.uid, claim.process.gid].filter((each) => each !== undefined);
    return [];
  });
}

/** The value an option states: `value:`, or a text that is a number with or without UID or GID before it. */
function statedValue(option: { readonly text: string; readonly value?: unknown }): unknown {
  if (option.value !== undefined) return option.value;
  const number = /^(?:[UG]ID )?(\d+)$/.exec(option.text.trim())?.[1];
  return number === undefined ? undefined : Number(number);
}

/** The right answer must be what the claims prove, and no wrong option of a choice may state the same. */
function answerAgainst(card: Card): readonly Refuted[] {
  const values = stated(card.verify);
  const proven = (value: unknown) => values.some((each) => same(each, value));
  if (card.kind === 'number')
    return proven(card.answer)
      ? []
      : [
          {
            path: ['answer'],
            message: `is ${show(card.answer)}, but verify proves ${values.map(show).join(', ') || 'no value'}`,
          },
        ];
  if (card.kind === 'locate') {
    const lines = card.verify.flatMap((claim) =>
      'line' in claim && claim.line !== undefined ? [claim.line] : [],
    );
    return card.options.flatMap((option, index) =>
      option.correct && lines.length > 0 && !lines.includes(option.line ?? 0)
        ? [
            {
              path: ['options', index, 'line'],
              message: `is the right line, but verify proves line ${lines.join(', ')}`,
            },
          ]
        : [],
    );
  }
  if (card.kind !== 'choice') return [];
  const right = statedValue(card.options.find((each) => each.correct) ?? { text: '' });
  return card.options.flatMap((option, index): Refuted[] => {
    const value = statedValue(option);
    if (value === undefined) return [];
    if (option.correct && !proven(value))
      return [
        {
          path: ['options', index],
          message: `is marked right with ${show(value)}, but verify proves ${values.map(show).join(', ') || 'no value'}`,
        },
      ];
    if (!option.correct && right !== undefined && same(value, right))
      return [{ path: ['options', index], message: `states ${show(value)}, the same as the right option` }];
    return [];
  });
}

/** Every claim about a manifest that the engine contradicts; paths are in whatever holds `manifest` and `verify`. */
export function refuteClaims(
  manifest: string,
  imageUsers: ExplainOptions['imageUsers'] & object,
  claims: readonly Claim[],
  explain: Explain,
): readonly Refuted[] {
  let explanation: Explanation;
  try {
    explanation = explain(manifest, { imageUsers });
  } catch (error) {
    return [
      {
        path: ['manifest'],
        message: `cannot be explained: ${error instanceof Error ? error.message : String(error)}`,
      },
    ];
  }
  return claims.flatMap((claim, index) => {
    const message = refute(explanation, claim);
    return message === undefined ? [] : [{ path: ['verify', index], message }];
  });
}

/** Every claim of a card that the engine contradicts, and every answer that its claims do not prove. */
export function verifyCard(card: Card, explain: Explain): readonly Refuted[] {
  const { manifest, imageUsers, verify } = card;
  const typed = verifyTyped(card);
  if (typed.length > 0) return typed;
  if (verify.length === 0 || manifest === undefined) return [];
  const refuted = refuteClaims(manifest, imageUsers, verify, explain);
  return refuted.some(({ path }) => path[0] === 'manifest') ? refuted : [...refuted, ...answerAgainst(card)];
}
