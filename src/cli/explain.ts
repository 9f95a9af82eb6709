import { type ExplainOptions, explain, ManifestError, namesOfNobody } from '../manifest/index.ts';
import { ArgumentError, onlyOne } from './arguments.ts';
import { defineCommand, EXIT } from './command.ts';
import { drawTo } from './draw-to.ts';
import { explanationText } from './explanation-text.ts';
import { unreadable } from './unreadable.ts';

/** `NAME=USER`, or `USER` for all the rest, as the engine takes it. */
function imageUsersOf(given: readonly string[]): ExplainOptions {
  if (given.length === 0) return {};
  const pairs = given.map((each) => {
    const equals = each.indexOf('=');
    return equals === -1 ? ['*', each] : [each.slice(0, equals), each.slice(equals + 1)];
  });
  return { imageUsers: Object.fromEntries(pairs) };
}

/** `podium explain`: an Explanation in the terminal. */
export const explainCommand = defineCommand(
  {
    name: 'explain',
    usage: '[--json | --png FILE | --svg FILE] [--image-user NAME=USER]… FILE|-',
    summary: 'Who each container of a manifest runs as, and where every value comes from.',
    notes: [
      'Prints the effective fields of every container with their level and line, whether the kubelet would start it,\nand what is wrong. FILE is YAML (also several documents) or JSON, and may be damaged the way text copied from\na web page or a chat is.',
    ],
    options: {
      json: { type: 'boolean', meaning: 'print the whole Explanation as JSON' },
      png: {
        type: 'string',
        value: 'FILE',
        meaning: 'write a picture of the two levels to FILE, and print what it shows',
      },
      svg: { type: 'string', value: 'FILE', meaning: 'the same as SVG' },
      'image-user': {
        type: 'string',
        multiple: true,
        value: 'NAME=USER',
        meaning: "the USER of the image of container NAME (USER alone: of all others; '': none)",
      },
    },
    examples: [
      ['podium explain pod.yaml', 'explains a file'],
      ['kubectl get deploy web -o yaml | podium explain -', 'explains what is in the cluster'],
      ['podium explain --png pod.png pod.yaml', 'draws who inherits what and who overrides it'],
      [
        'podium explain --image-user app=101 --image-user= pod.yaml',
        'says what USER the images set: 101 for app, none for the others',
      ],
    ],
    exitCodes: {
      0: 'explained, whatever was found',
      1: 'the file cannot be read or written, or nothing in it can be explained: a line on stderr says why',
    },
  },
  async ({ values, positionals }, io) => {
    const { png, svg } = values;
    if ([values.json, png, svg].filter((each) => each !== undefined).length > 1)
      throw new ArgumentError('give one of --json, --png and --svg at a time.');
    const file = onlyOne(positionals, 'FILE', 'a FILE is missing; - reads standard input.');
    let text: string;
    try {
      text = file === '-' ? await io.stdin() : await io.file(file);
    } catch (error) {
      io.err(`podium explain: ${file} cannot be read: ${unreadable(error)}\n`);
      return EXIT.failed;
    }
    try {
      const options = imageUsersOf(values['image-user'] ?? []);
      const explanation = explain(text, options);
      for (const name of namesOfNobody(explanation, options.imageUsers ?? {}))
        io.err(`podium explain: no container is called ${name}, so its --image-user was not used.\n`);
      if (png !== undefined) return await drawTo(png, 'png', explanation, io);
      if (svg !== undefined) return await drawTo(svg, 'svg', explanation, io);
      const asJson = values.json === true;
      io.out(asJson ? `${JSON.stringify(explanation, null, 2)}\n` : explanationText(explanation, io.colour));
      return EXIT.ok;
    } catch (error) {
      if (!(error instanceof ManifestError)) throw error;
      const place = error.line === undefined ? '' : `line ${error.line}: `;
      io.err(`${place}${error.message}\n`);
      return EXIT.failed;
    }
  },
);
