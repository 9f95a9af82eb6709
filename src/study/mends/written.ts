import {
  type Duplicate,
  type Explanation,
  explain,
  type Node,
  readYaml,
  type YamlProblem,
} from '../../manifest/index.ts';

/** Why kubectl would not take a text as it is written: our sentence, and the line it is about. */
export interface NotAsWritten {
  readonly line?: number;
  readonly message: string;
}

/** A manifest as it was written, and what it means. */
export interface Written {
  readonly text: string;
  readonly explanation: Explanation;
  /** The roots of its documents, without the empty ones. */
  readonly roots: readonly Node[];
  /** What was done to the text before it could be read, or what kubectl would stumble over; absent for sound YAML. */
  readonly stumble?: NotAsWritten;
}

/**
 * Reads a manifest as somebody wrote it. The engine mends what it is shown so that it can be explained; here that is
 * told, for kubectl does not. Throws ManifestError for what is no manifest.
 */
export function readWritten(text: string, imageUsers: Readonly<Record<string, string>>): Written {
  const explanation = explain(text, { imageUsers });
  const { documents, duplicates, problem } = readYaml(text);
  const roots = documents.flatMap(({ root, unread }) => (root === null || unread === true ? [] : [root]));
  const stumble = stumbleOf(explanation, { problem, duplicates });
  return { text, explanation, roots, ...(stumble === undefined ? {} : { stumble }) };
}

interface Reading {
  readonly problem: YamlProblem | undefined;
  readonly duplicates: readonly Duplicate[];
}

function stumbleOf(
  { repairs, readings, unread, pods, messages }: Explanation,
  { problem, duplicates }: Reading,
): NotAsWritten | undefined {
  if (problem !== undefined)
    return { line: problem.line, message: `kubectl cannot read it as YAML: \`${problem.message}\`.` };
  const [repair] = repairs;
  if (repair !== undefined) return { message: `It is not valid as it is written. ${repair.message}` };
  const [twice] = duplicates;
  if (twice !== undefined)
    return {
      line: twice.lines.at(-1) ?? 1,
      message: `\`${twice.key}\` stands twice in one place (lines ${twice.lines.join(' and ')}): keep one of them.`,
    };
  const [line] = unread ?? [];
  if (line !== undefined) return { line, message: 'It has lines that are no part of a manifest.' };
  if (readings.length > 0 || messages !== undefined)
    return { message: 'It is not a manifest alone: leave only the YAML.' };
  const part = pods.find(({ readFrom }) => readFrom !== undefined);
  return part === undefined
    ? undefined
    : {
        line: part.line,
        message: 'It is no whole object: kubectl wants `apiVersion`, `kind` and `metadata`.',
      };
}
