/**
 * The kubectl commands of every lab's solution and attempts through the real kubectl 1.36.3 and through ours, from the
 * cluster as it stands when they are typed. A lab's clock is not the machine's, so ages and the blanks around them are
 * left out; so are lines that the shell has a part in beyond quotes, a heredoc and where the output goes.
 */
import { describe, expect, it } from 'vitest';
import { draftOf } from '../../../src/cluster/draft.ts';
import { type Cluster, run } from '../../../src/cluster/index.ts';
import { readDeckFiles } from '../../../src/decks/files.ts';
import { LAB_DIRECTORY } from '../../../src/decks/labs/files.ts';
import { loadLabs } from '../../../src/decks/labs/index.ts';
import { type Lab, startLab, typedFor, typeIn } from '../../../src/study/labs/index.ts';
import { Comparison, type Trial, words } from '../../cluster/kubectl/both.ts';
import { type Output, realKubectl } from '../../cluster/real-kubectl.ts';

const FILES = await readDeckFiles(LAB_DIRECTORY);
const program = realKubectl();
if (program === undefined)
  console.warn(
    'kubectl 1.36.3 is not in the cache, so the labs are compared with nothing: run `npm run kubectl` once.',
  );

/** Lines of which the real client's answer cannot be had from the façade. */
const DIFFERENT: Readonly<Record<string, string>> = {
  'create job archive-now -n night --from=cronjob/archive':
    'kubectl posts this Job as protobuf, and the façade does not read the template in it',
};

interface Typed extends Trial {
  readonly cluster: Cluster;
}

/** The command lines of a lab that kubectl alone answers, each with the cluster it is typed at. */
function commandsOf(lab: Lab): readonly Typed[] {
  const found = new Map<string, Typed>();
  let cluster = startLab(lab);
  for (const step of lab.steps) {
    for (const moves of [...step.attempts.map(({ typed }) => typed), step.solution]) {
      let now = cluster;
      for (const move of moves) {
        const typed = typedFor(now, move);
        const trial = typed.kind === 'line' && now.shells.length === 0 ? trialOf(typed.text) : undefined;
        if (trial !== undefined) found.set(`${step.id} ${trial.line}`, { ...trial, cluster: now });
        now = typeIn(now, typed).cluster;
      }
      if (moves === step.solution) cluster = now;
    }
  }
  return [...found.values()];
}

const HEREDOC = /^(?<line>[^\n]*?) *<<'?EOF'? *\n(?<stdin>[\s\S]*\n)EOF\n?$/;

/** undefined where something beside kubectl answers, or the terminal is needed. */
function trialOf(text: string): Trial | undefined {
  const { line: before = text.trim(), stdin } = HEREDOC.exec(text)?.groups ?? {};
  const line = before.replace(/ +2?> *\S+$/, '');
  if (!/^(?:k|kubectl) /.test(line) || /[\n|;&<>$`\\*]/.test(line.replace(/'[^']*'/g, ''))) return undefined;
  if (/ (?:edit|-it|-ti|-w|--watch|config|rollout status|wait|debug) ?/.test(`${line} `)) return undefined;
  const rest = line.replace(/^(?:k|kubectl) /, '');
  return stdin === undefined ? { line: rest } : { line: rest, stdin };
}

/** The files that a command names, as they are on the learner's machine. */
function filesOf(cluster: Cluster, line: string): Record<string, string> {
  const named = words(line).filter((word) => /\.(?:ya?ml|json)$/.test(word) && !word.startsWith('/'));
  return Object.fromEntries(
    named.flatMap((name) => {
      const { stdout, status } = run(cluster, `cat ${name}`);
      return status === 0 ? [[name, stdout]] : [];
    }),
  );
}

const ageless = ({ stdout, stderr, status }: Output): Output => ({
  stdout: stdout.replace(/<invalid>|\b\d+(?:d|h|m|s)(?:\d+[hms])?\b/g, 'AGE').replace(/ {2,}/g, '  '),
  stderr,
  status,
});

describe.skipIf(program === undefined)('the commands of a lab print what kubectl 1.36.3 prints', () => {
  const { labs } = loadLabs(FILES);
  for (const lab of labs)
    it(`${lab.id}`, { timeout: 120_000 }, async () => {
      for (const { line, stdin, cluster } of commandsOf(lab)) {
        if (DIFFERENT[line] !== undefined) continue;
        const comparison = new Comparison(program ?? '', () => draftOf(cluster), filesOf(cluster, line));
        await comparison.open();
        try {
          const { ours, theirs } = await comparison.run({ line, ...(stdin === undefined ? {} : { stdin }) });
          expect({ line, ...ageless(ours) }).toEqual({ line, ...ageless(theirs) });
        } finally {
          await comparison.close();
        }
      }
    });
});
