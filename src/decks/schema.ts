import { z } from 'zod';
import { isSlug } from '../study/ids.ts';
import { DECK_LIMITS } from '../study/limits.ts';
import { BLANK } from '../study/mends/mend.ts';
import { flag, json, list, nameOf, slug, text, whole, wrong } from './schema-parts.ts';

/**
 * The deck format: the one definition that the loader validates with, the types follow from and the
 * JSON Schema for editors (questions/deck.schema.json) is generated from.
 * Every message completes a sentence that starts with the path: "cards[3].prompt" + " is missing: …".
 */

const why = text(DECK_LIMITS.why, 'why it is right or wrong, one or two sentences').optional();

const optionId = slug(
  'an id of the option in its card, which stays when you reword it: statistics and which option is right hang on it',
).optional();

function option(max: number) {
  return z.strictObject(
    {
      id: optionId,
      text: text(max, 'what the person reads'),
      correct: flag('whether this option is right').optional(),
      why,
      value: json.optional().meta({
        description: 'the effective value this option states, compared with verify by the deck check',
      }),
    },
    { error: wrong('a mapping', 'an option with text, why and, for the right one, correct: true') },
  );
}

const lineOption = z.strictObject(
  {
    id: optionId,
    line: whole('the line of the manifest this option stands for, counted from 1', 1, 200),
    correct: flag('whether this is the line asked for').optional(),
    why,
  },
  { error: wrong('a mapping', 'an option with line, why and, for the right one, correct: true') },
);

type Marked = { readonly correct?: boolean | undefined };

/** Of options as they are written: the others' faults must not hide that none of them is right. */
function rightOnes(options: readonly (Marked | null)[]): number {
  return options.filter((each) => each?.correct === true).length;
}

/** Runs a rule whatever else is wrong with the value, as long as it has the shape that the rule looks at. */
const onLists = { when: ({ value }: { readonly value: unknown }) => Array.isArray(value) };
function hasText(value: unknown, key: string): boolean {
  return (
    typeof value === 'object' && value !== null && typeof (value as Record<string, unknown>)[key] === 'string'
  );
}
const onMappings = {
  when: ({ value }: { readonly value: unknown }) => typeof value === 'object' && value !== null,
};

const pod = z
  .union([z.string(), z.int().min(0)], { error: 'must be the name of a pod or its index, counted from 0' })
  .optional()
  .meta({
    description: 'which pod of the manifest: its name, or its index from 0; the first one when left out',
  });

const container = text(63, 'the name of a container of the manifest');

const fieldClaim = z.strictObject({
  pod,
  container: container.optional(),
  field: text(60, 'a field of the security context, or of the pod spec when container is left out'),
  value: json,
  source: z.enum(['container', 'pod', 'image', 'annotation', 'default', 'unset']).optional(),
  line: whole('the line the value stands in', 1, 200).optional(),
});
const processClaim = z.strictObject({
  pod,
  container,
  process: z.strictObject({
    uid: z.int().nullable().optional(),
    gid: z.int().nullable().optional(),
    groups: z.array(z.int()).optional(),
  }),
});
const startClaim = z.strictObject({
  pod,
  container,
  start: z.enum(['starts', 'refused', 'depends-on-image']),
  code: z.string().optional(),
  reason: z.string().optional(),
});
const acceptedClaim = z.strictObject({
  pod,
  accepted: z.strictObject({ strict: z.boolean(), ignore: z.boolean().optional() }),
});
const securityClaim = z.strictObject({
  pod,
  security: z.enum(['privileged', 'baseline', 'restricted']),
  because: z.array(z.string()).optional(),
});
const findingClaim = z.strictObject({
  finding: text(60, 'the code of a finding'),
  path: z.string().optional(),
  line: whole('the line of the finding', 1, 200).optional(),
});

/** One claim about a manifest that the engine proves. Exactly one of field, process, start, accepted, security, finding. */
export const verifySchema = z.union(
  [fieldClaim, processClaim, startClaim, acceptedClaim, securityClaim, findingClaim],
  {
    error:
      'is no claim the engine can prove. Write one of: {container, field, value, source?, line?}, {container, process: {uid?, gid?, groups?}}, {container, start: starts|refused|depends-on-image, code?}, {accepted: {strict, ignore?}}, {security: privileged|baseline|restricted, because?}, {finding, path?, line?}; each with pod: NAME where the manifest holds several pods',
  },
);

const say = text(200, 'what is wanted, in your own words').optional();

/** What is to hold of a mended manifest: a claim about it, or a line typed on a cluster that has taken it. */
const mendGoalSchema = z.union(
  [
    fieldClaim.omit({ line: true }).extend({ say }),
    processClaim.extend({ say }),
    startClaim.extend({ say }),
    securityClaim.omit({ because: true }).extend({ say }),
    z.strictObject({
      line: text(300, 'what is typed on a cluster that has taken the manifest'),
      status: z.union([z.int(), z.literal('fails')]).optional(),
      prints: z.string().optional(),
      includes: z.string().optional(),
      say,
    }),
  ],
  {
    error:
      'is no goal. Write one of: {container, field, value, source?}, {container, process: {uid?, gid?, groups?}}, {container, start: starts|refused}, {security: baseline|restricted}, {line, status?, prints?, includes?}; container: "*" is every container; each with say: WORDS where its own words are too dry',
  },
);

const goals = list(mendGoalSchema, 1, 8, 'what is to hold of the mended manifest');

/** What is known of images. */
export const imageUsersSchema = z
  .record(z.string(), z.string({ error: wrong('text in quotes', 'the USER of the image, "" for none') }))
  .optional()
  .meta({
    description: 'for verify: container name → USER of its image ("" sets none, "*" names all the rest)',
  });

const cardRef = z
  .string({ error: wrong('text', 'the id of a card, or DECK/CARD') })
  .max(2 * DECK_LIMITS.id + 1, { error: 'is longer than an id: write the id of a card, or DECK/CARD' })
  .refine((ref) => ref.split('/').length <= 2 && ref.split('/').every(isSlug), {
    error: 'must be the id of a card of this deck, or DECK/CARD for one of another deck',
  });

const common = {
  id: slug('an id that never changes: a person’s progress hangs on it'),
  family: slug(
    'cards of one family give each other away, so the rest of a family waits until tomorrow',
  ).optional(),
  needs: list(
    cardRef,
    1,
    10,
    'cards that come before this one when both are new: ids of the same deck, or DECK/CARD',
  ).optional(),
  revision: whole(
    'raise it when the right answer is another one and the check cannot tell: everyone learns the card anew',
    1,
    1000,
  ).optional(),
  topic: text(DECK_LIMITS.topic, 'what it is about, in a word or two; /quiz topic: finds it'),
  difficulty: whole('1 (a first look) to 5 (surprises experts); the points a right answer earns', 1, 5),
  prompt: text(DECK_LIMITS.prompt, 'the question'),
  manifest: text(DECK_LIMITS.manifest, 'YAML shown under the question').optional(),
  explanation: text(
    DECK_LIMITS.explanation,
    'why the right answer is right, shown after every answer',
  ).optional(),
  source: z
    .strictObject(
      {
        title: text(120, 'the page’s title'),
        url: z
          .url({ protocol: /^https$/, error: 'must be an https:// address of the page that says so' })
          .max(300, { error: 'is longer than 300 characters' }),
      },
      { error: wrong('a mapping', 'a source with title and url') },
    )
    .optional(),
  since: z
    .string({ error: wrong('text in quotes', 'the Kubernetes version from which this holds, "1.31"') })
    .regex(/^1\.\d{1,2}$/, { error: 'must be a Kubernetes version in quotes, for instance "1.31"' })
    .optional()
    .meta({ description: 'the Kubernetes version from which this holds, where it matters: "1.31"' }),
  imageUsers: imageUsersSchema,
  verify: list(verifySchema, 1, 20, 'claims about the manifest that the engine proves').optional(),
};

function withManifest<S extends z.ZodRawShape>(shape: S) {
  return z.strictObject(shape).refine(
    (card) => {
      const { verify, manifest } = card as { verify?: unknown; manifest?: unknown };
      return verify === undefined || manifest !== undefined;
    },
    { path: ['verify'], error: 'has no manifest to look at: add manifest', ...onMappings },
  );
}

const choice = withManifest({
  kind: z.literal('choice'),
  ...common,
  options: list(
    option(DECK_LIMITS.choiceText),
    2,
    DECK_LIMITS.options,
    'options, exactly one with correct: true',
  ).refine((options) => rightOnes(options) === 1, {
    ...onLists,
    error: (issue) =>
      `has ${rightOnes(issue.input as Marked[])} right options: mark exactly one with correct: true (or make it kind: multi)`,
  }),
});

const multi = withManifest({
  kind: z.literal('multi'),
  ...common,
  options: list(
    option(DECK_LIMITS.multiText),
    3,
    DECK_LIMITS.options,
    'options, every right one with correct: true',
  )
    .refine((options) => rightOnes(options) > 0, {
      ...onLists,
      error: 'has no right option: mark every right one with correct: true',
    })
    .refine((options) => options.length === 0 || rightOnes(options) < options.length, {
      ...onLists,
      error: 'has no wrong option: add one that a reader might believe',
    }),
});

const number = withManifest({
  kind: z.literal('number'),
  ...common,
  answer: z
    .number({ error: wrong('a number', 'the right value') })
    .meta({ description: 'the right value; an answer must equal it' }),
});

const recall = withManifest({
  kind: z.literal('recall'),
  ...common,
  answer: text(DECK_LIMITS.answer, 'the back of the card'),
});

const locate = z
  .strictObject({
    kind: z.literal('locate'),
    ...common,
    manifest: text(DECK_LIMITS.manifest, 'the YAML whose line is asked for'),
    options: list(
      lineOption,
      2,
      DECK_LIMITS.lines,
      'lines to choose from, exactly one with correct: true',
    ).refine((options) => rightOnes(options) === 1, {
      ...onLists,
      error: (issue) =>
        `has ${rightOnes(issue.input as Marked[])} right lines: mark exactly one with correct: true`,
    }),
  })
  .check(
    z.superRefine(
      ({ manifest, options }, context) => {
        const lines = manifest.split('\n');
        options.forEach((each, index) => {
          if (!Number.isInteger(each?.line) || each.line < 1) return;
          if ((lines[each.line - 1] ?? '').trim() === '')
            context.addIssue({
              code: 'custom',
              path: ['options', index, 'line'],
              message: `is ${each.line}, but the manifest has no text there: lines are counted from 1 and end at ${manifest.trimEnd().split('\n').length}`,
            });
          if (options.findIndex((other) => other?.line === each.line) !== index)
            context.addIssue({
              code: 'custom',
              path: ['options', index, 'line'],
              message: 'is listed twice: remove one',
            });
        });
      },
      {
        when: ({ value }) =>
          hasText(value, 'manifest') && Array.isArray((value as { options?: unknown }).options),
      },
    ),
  );

/** The manifest is typed into a box of Discord's, which holds 4,000 characters; shown, it has to fit in a message. */
const mended = text(DECK_LIMITS.manifest, 'the YAML that is to be mended');

const repair = z.strictObject({
  kind: z.literal('repair'),
  ...common,
  manifest: mended,
  goals,
  solution: text(DECK_LIMITS.manifest, 'the manifest mended: it reaches the goals and changes nothing else'),
});

const fill = z
  .strictObject({
    kind: z.literal('fill'),
    ...common,
    manifest: mended,
    goals,
    answer: text(100, 'what belongs in the blank'),
  })
  .refine(({ manifest }) => manifest.split(BLANK).length === 2, {
    path: ['manifest'],
    error: `must have one blank, written ${BLANK}`,
    when: ({ value }) => hasText(value, 'manifest'),
  });

const predict = z.strictObject({
  kind: z.literal('predict'),
  ...common,
  manifest: text(DECK_LIMITS.manifest, 'the YAML that the cluster has taken'),
  line: text(300, 'the line whose output is asked for: kubectl exec web -- id'),
});

/** What every kind of card holds, of a card whose kind nobody can tell. */
export const commonSchema = z.looseObject(common);

export const CARD_KINDS = [
  'choice',
  'multi',
  'number',
  'recall',
  'locate',
  'repair',
  'fill',
  'predict',
] as const;

export const cardSchema = z.discriminatedUnion(
  'kind',
  [choice, multi, number, recall, locate, repair, fill, predict],
  {
    error: (issue) => {
      const kind = (issue.input as { kind?: unknown } | null | undefined)?.kind;
      if (typeof issue.input !== 'object' || issue.input === null)
        return `must be a mapping (a card with id, kind, topic, difficulty, prompt, …), not ${nameOf(issue.input)}`;
      const kinds = `${CARD_KINDS.slice(0, -1).join(', ')} or ${CARD_KINDS.at(-1)}`;
      return kind === undefined ? `is missing: write ${kinds}` : `must be ${kinds}, not ${nameOf(kind)}`;
    },
  },
);

export const deckSchema = z.strictObject(
  {
    id: slug('the deck’s id, the same as its file’s name without .yaml'),
    title: text(DECK_LIMITS.title, 'the deck’s title, shown to people'),
    description: text(DECK_LIMITS.description, 'what one learns from it, in a sentence or two'),
    after: list(
      slug('the id of a deck'),
      1,
      10,
      'ids of the decks whose new cards come before those of this one',
    ).optional(),
    cards: list(cardSchema, 1, DECK_LIMITS.cards, 'the cards of the deck'),
  },
  { error: wrong('a mapping', 'a deck with id, title, description and cards') },
);

export type DeckFile = z.infer<typeof deckSchema>;
export type CardFile = z.infer<typeof cardSchema>;
