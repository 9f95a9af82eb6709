import { z } from 'zod';
import { namedBy } from '../../study/labs/index.ts';
import { LAB_LIMITS } from '../../study/labs/limits.ts';
import { json, list, slug, text, whole, wrong } from '../schema-parts.ts';

/**
 * Goals as an author writes them: the kind is the key that is there (`effective: runAsUser`, `running: pod/web`), and
 * `of:` says of what. What they mean is study/labs/goal.ts.
 */

const object = text(130, 'an object as kubectl names it: pod/web, deployment/web, ns/team-a').refine(
  (value) => namedBy({ object: value }) !== undefined,
  {
    error: (issue) =>
      `must be TYPE/NAME with a type that the cluster has, for instance pod/web, not "${String(issue.input)}"`,
  },
);

const named = {
  namespace: text(63, 'the namespace of the object; default where left out').optional(),
};
const inContainer = {
  ...named,
  container: text(63, 'which container; the first one where left out').optional(),
};

const id = whole('a UID or GID', 0, 2 ** 32 - 2);

const status = z
  .union([z.int().min(0).max(255), z.literal('fails')], {
    error: 'must be an exit code, or fails for any but 0',
  })
  .optional()
  .meta({ description: 'the exit code; 0 where left out, fails: any but 0' });

const command = text(LAB_LIMITS.line, 'the command, as it would be typed');
const output = {
  status,
  prints: z
    .string({ error: wrong('text in quotes', 'all it prints on stdout, without blanks around it') })
    .max(LAB_LIMITS.file, { error: 'is too long' })
    .optional()
    .meta({ description: 'all it prints on stdout, without blanks around it' }),
  includes: text(500, 'a text somewhere in what it prints on stdout or stderr').optional(),
};

const octal = z
  .string({ error: wrong('text in quotes', 'the mode in octal, "0640"') })
  .regex(/^0?[0-7]{3,4}$/, { error: 'must be a mode in octal in quotes, for instance "0640"' });

const PATH = 'what kubectl takes after -o jsonpath=, for instance {.spec.replicas}';
const jsonpath = text(300, PATH).refine((value) => value.startsWith('{') && value.endsWith('}'), {
  error: `must be ${PATH}`,
});

const SHAPES = {
  effective: {
    effective: text(80, 'a field of the security context, or a part of one: runAsUser, capabilities.drop'),
    is: json.optional().meta({ description: 'the value that is to take effect; null: none' }),
    includes: list(json, 1, 20, 'what the list is to hold at least').optional(),
    level: z
      .enum(['pod', 'container'], { error: 'must be pod or container, or left out where either will do' })
      .optional()
      .meta({ description: 'where it must stand; left out where either level will do' }),
    of: object,
    ...inContainer,
  },
  process: {
    process: z
      .strictObject(
        {
          uid: id.optional(),
          gid: id.optional(),
          groups: list(id, 1, 40, 'every group, as id lists them').optional(),
          capabilities: z.array(text(40, 'a capability without CAP_')).max(41).optional(),
          noNewPrivs: z.boolean().optional(),
        },
        { error: wrong('a mapping', 'who the process is to be: {uid: 2000, gid: 3000}') },
      )
      .refine((value) => Object.keys(value).length > 0, {
        error: 'is empty: write uid, gid, groups, capabilities or noNewPrivs',
      }),
    of: object,
    ...inContainer,
  },
  running: {
    running: object,
    ...inContainer,
    restarts: whole('how often it may have been restarted', 0, 100).optional(),
  },
  state: {
    state: text(60, 'the reason a container waits or ended with: CreateContainerConfigError'),
    of: object,
    ...inContainer,
  },
  exists: { exists: object, ...named },
  absent: { absent: object, ...named },
  value: {
    value: jsonpath,
    is: z.string({ error: wrong('text in quotes', 'what it prints; "" for nothing') }),
    of: object,
    ...named,
  },
  exec: { exec: command, ...output, of: object, ...inContainer },
  line: { line: command, ...output },
  file: {
    file: text(300, 'the path of the file'),
    uid: id.optional(),
    gid: id.optional(),
    mode: octal.optional(),
    text: z.string().max(LAB_LIMITS.file).optional(),
    includes: text(500, 'a text that stands in it').optional(),
    of: object.optional(),
    ...inContainer,
  },
  security: {
    security: z.enum(['baseline', 'restricted'], { error: 'must be baseline or restricted' }),
    of: object,
    ...named,
  },
  kept: {
    kept: object,
    ...named,
    paths: list(jsonpath, 1, 10, 'what must stay as it was').optional(),
    same: z
      .literal('uid', { error: 'must be uid: the very object, not one made anew' })
      .optional()
      .meta({ description: 'uid: the very object, not one made anew' }),
  },
} as const;

/** The kinds of goals: the key that says which one it is. */
export const GOAL_KINDS = Object.keys(SHAPES) as readonly (keyof typeof SHAPES)[];

const ABOUT_GOAL = {
  id: slug('an id of the goal in its step'),
  say: text(LAB_LIMITS.say, 'what is wanted, in your words, where the goal’s own are not enough').optional(),
  holds: z
    .literal('already', { error: 'must be already, for what holds before the step and is to be kept' })
    .optional()
    .meta({ description: 'already: it holds before the step, and is to be kept' }),
};

const NO_GOAL = `is no goal: write exactly one of ${GOAL_KINDS.join(', ')}`;

function goals<Shape extends z.ZodRawShape>(about: Shape) {
  return z
    .union(
      [
        z
          .strictObject({ ...about, ...SHAPES.effective })
          .refine((value) => 'is' in value !== 'includes' in value, {
            error: 'must have is or includes, one of the two',
          }),
        z.strictObject({ ...about, ...SHAPES.process }),
        z.strictObject({ ...about, ...SHAPES.running }),
        z.strictObject({ ...about, ...SHAPES.state }),
        z.strictObject({ ...about, ...SHAPES.exists }),
        z.strictObject({ ...about, ...SHAPES.absent }),
        z.strictObject({ ...about, ...SHAPES.value }),
        z.strictObject({ ...about, ...SHAPES.exec }),
        z.strictObject({ ...about, ...SHAPES.line }),
        z.strictObject({ ...about, ...SHAPES.file }),
        z.strictObject({ ...about, ...SHAPES.security }),
        z.strictObject({ ...about, ...SHAPES.kept }),
      ],
      { error: NO_GOAL },
    )
    .meta({ description: 'a goal: the key that is there says which kind' });
}

export const goalSchema = goals(ABOUT_GOAL);

/** How an attempt is recognised: a goal without a name. */
export const signSchema = goals({});

export type GoalFile = z.infer<typeof goalSchema>;
export type SignFile = z.infer<typeof signSchema>;
