import type { Clause, ClusterMessage } from '../../manifest/explanation.ts';
import { joined, type Shown, said } from '../platform/components.ts';
import { CARD, code, type Detail, sentence } from '../platform/markdown.ts';

/** A message of the cluster, or one clause of it: what is shown whole or not at all. */
type MessagePart = { readonly message: ClusterMessage } | { readonly clause: Clause };

/** The messages of an explanation in the order they are told, each with its clauses behind it. */
export function messageParts(messages: readonly ClusterMessage[] = []): readonly MessagePart[] {
  return messages.flatMap((message) => [{ message }, ...message.clauses.map((clause) => ({ clause }))]);
}

/** Who says it, what happened and what to do next; of a clause its own words, what they mean and what to write. */
export function messagePart(part: MessagePart, detail: Detail): Shown {
  if ('clause' in part) {
    const { said: words, message, fix } = part.clause;
    return joined(
      [
        said`> ${code(words, detail.sentence)}`,
        sentence(message, detail.sentence),
        said`-# → ${sentence(fix, detail.sentence)}`,
      ],
      '\n',
    );
  }
  const { by, line, message, next } = part.message;
  return joined(
    [
      said`**A message of ${sentence(by, detail.name)}** · line ${String(line)}`,
      sentence(message, detail.sentence),
      said`-# ${sentence(next, detail.sentence)}`,
    ],
    '\n',
  );
}

/** Of a message with several clauses, so much of each one's own words: enough to find it again. */
const OWN_WORDS = 56;

/**
 * The messages on a card: of each what it objects to and what to write, then what to do next. `alone`: the first one is
 * the answer itself, and stands above already.
 */
export function messageTexts(messages: readonly ClusterMessage[], alone: boolean): readonly Shown[] {
  return messages.flatMap((message, i) => [
    ...(alone && i === 0
      ? []
      : [
          said`**A message of ${sentence(message.by, CARD.name)}** · line ${message.line}\n${sentence(message.message, CARD.sentence)}`,
        ]),
    ...message.clauses.map((clause) => clauseText(clause, message.clauses.length > 1)),
    said`-# ${sentence(message.next, CARD.sentence)}`,
  ]);
}

function clauseText({ said: words, message, fix }: Clause, several: boolean): Shown {
  const own = { text: code(words, OWN_WORDS).text, cut: false };
  return joined(
    [
      sentence(message, CARD.sentence),
      said`→ ${sentence(fix, CARD.sentence)}`,
      ...(several ? [said`-# ${own}`] : []),
    ],
    '\n',
  );
}

/** What a message says, as the answer of a paste that is nothing else. */
export function messageHead(message: ClusterMessage | undefined): Shown {
  if (message === undefined) return said``;
  return said`### ⛔ ${sentence(message.message, CARD.sentence)}\n-# A message of ${sentence(message.by, CARD.name)} · line ${message.line}`;
}
