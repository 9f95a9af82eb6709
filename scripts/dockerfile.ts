/** One instruction: `COPY --from=build a b` is `COPY` with its flags and its words. */
export interface Instruction {
  readonly name: string;
  /** `--from=build` as `from: 'build'`. */
  readonly flags: Readonly<Record<string, string>>;
  /** What follows the flags, as it stands. */
  readonly text: string;
  /** The same as words; of the form `["a", "b"]` its members. */
  readonly words: readonly string[];
}

/** One stage, from a FROM to the next. */
export interface Stage {
  readonly base: string;
  readonly name: string | undefined;
  readonly instructions: readonly Instruction[];
}

/** The stages of a Dockerfile, as far as ours goes: no heredocs, no parser directives, no variables. */
export function stagesOf(dockerfile: string): readonly Stage[] {
  const stages: { base: string; name: string | undefined; instructions: Instruction[] }[] = [];
  for (const line of dockerfile.replaceAll(/\\\n/g, ' ').split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const instruction = instructionOf(line.trim());
    const [base = '', , name] = instruction.words;
    if (instruction.name === 'FROM') stages.push({ base, name, instructions: [] });
    else stages.at(-1)?.instructions.push(instruction);
  }
  return stages;
}

function instructionOf(line: string): Instruction {
  const [name = '', ...rest] = line.split(/\s+/);
  const first = rest.findIndex((word) => !word.startsWith('--'));
  const flags = rest.slice(0, first).map((flag) => flag.slice(2).split('=') as [string, string]);
  const text = rest.slice(first).join(' ');
  return { name, flags: Object.fromEntries(flags), text, words: wordsOf(text) };
}

function wordsOf(text: string): readonly string[] {
  return text.startsWith('[') ? (JSON.parse(text) as string[]) : text.split(' ');
}

/** `A=b C=d` of ENV. */
export function variablesOf({ words }: Instruction): Readonly<Record<string, string>> {
  return Object.fromEntries(words.map((word) => word.split('=') as [string, string]));
}

/** What a `.dockerignore` that leaves all out but some (`*`, then `!name`) lets in. */
export function letIn(dockerignore: string): readonly string[] {
  const lines = dockerignore.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  if (lines[0] !== '*') throw new RangeError('.dockerignore must begin with *: nothing but what is named');
  return lines.slice(1).map((line) => line.slice(1));
}
