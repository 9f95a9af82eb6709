import { type ExplainOptions, explain, ManifestError } from '../manifest/index.ts';
import { type CliCommand, type CliIo, EXIT } from './command.ts';
import { explanationText } from './explanation-text.ts';

interface Asked {
  readonly file: string;
  readonly json: boolean;
  readonly imageUsers: Record<string, string> | undefined;
}

/** Reads the arguments; a string is what is wrong with them. */
function parse(args: readonly string[]): Asked | string {
  let file: string | undefined;
  let json = false;
  const imageUsers: [string, string][] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (arg === '--json') json = true;
    else if (arg === '--image-user' || arg.startsWith('--image-user=')) {
      const value = arg === '--image-user' ? args[++i] : arg.slice('--image-user='.length);
      if (value === undefined) return '--image-user needs NAME=USER, or USER for all containers';
      const equals = value.indexOf('=');
      imageUsers.push(equals === -1 ? ['*', value] : [value.slice(0, equals), value.slice(equals + 1)]);
    } else if (arg.startsWith('-') && arg !== '-') return `there is no option ${arg}`;
    else if (file === undefined) file = arg;
    else return `one FILE at a time, and ${arg} is a second one`;
  }
  if (file === undefined) return 'a FILE is missing; - reads standard input';
  return { file, json, imageUsers: imageUsers.length === 0 ? undefined : Object.fromEntries(imageUsers) };
}

async function run(args: readonly string[], io: CliIo): Promise<number> {
  const asked = parse(args);
  if (typeof asked === 'string') {
    io.err(`podium explain: ${asked}. See podium --help.\n`);
    return EXIT.usage;
  }
  let text: string;
  try {
    text = asked.file === '-' ? await io.stdin() : await io.file(asked.file);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    io.err(`podium explain: ${asked.file} cannot be read: ${why}\n`);
    return EXIT.failed;
  }
  try {
    const options: ExplainOptions = asked.imageUsers === undefined ? {} : { imageUsers: asked.imageUsers };
    const explanation = explain(text, options);
    io.out(
      asked.json ? `${JSON.stringify(explanation, null, 2)}\n` : explanationText(explanation, io.colour),
    );
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    const place = error.line === undefined ? '' : `line ${error.line}: `;
    io.err(`${place}${error.message}\n`);
    return EXIT.failed;
  }
}

export const explainCommand: CliCommand = {
  name: 'explain',
  usage: 'explain [--json] [--image-user NAME=USER]… FILE|-',
  summary: 'Who each container of a manifest runs as, where every value comes from, and what is wrong.',
  options: [
    '--json                  print the Explanation as JSON',
    '--image-user NAME=USER  the USER of the image of container NAME (USER alone: of all; empty: none set)',
  ],
  run,
};
