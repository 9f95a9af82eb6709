/** One command line through the real kubectl and through ours, from the same cluster. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Draft } from '../../../src/cluster/draft.ts';
import { kubectl } from '../../../src/cluster/kubectl/index.ts';
import { Collected } from '../../../src/cluster/streams.ts';
import { type Facade, openFacade } from '../facade.ts';
import { kubeconfig } from '../kubeconfig.ts';
import { type Output, runReal } from '../real-kubectl.ts';

export interface Trial {
  /** As typed, without `kubectl`; quoted as in a shell. */
  readonly line: string;
  /** What is piped in. */
  readonly stdin?: string;
}

export interface Outcome {
  readonly ours: Output;
  readonly theirs: Output;
}

/** Runs trials against a cluster that is made anew for each. */
export class Comparison {
  readonly #program: string;
  readonly #make: () => Draft;
  readonly #files: Readonly<Record<string, string>>;
  #facade: Facade | undefined;
  #folder = '';
  #config = '';

  constructor(program: string, make: () => Draft, files: Readonly<Record<string, string>>) {
    this.#program = program;
    this.#make = make;
    this.#files = files;
  }

  async open(): Promise<void> {
    this.#facade = await openFacade(this.#make());
    this.#folder = mkdtempSync(join(tmpdir(), 'podium-kubectl-'));
    mkdirSync(join(this.#folder, 'work'));
    for (const [name, text] of Object.entries(this.#files)) {
      mkdirSync(dirname(join(this.#folder, 'work', name)), { recursive: true });
      writeFileSync(join(this.#folder, 'work', name), text);
    }
    this.#config = kubeconfig(this.#facade.url);
  }

  async close(): Promise<void> {
    await this.#facade?.close();
  }

  async run({ line, stdin }: Trial): Promise<Outcome> {
    if (this.#facade === undefined) throw new Error('not open');
    const argv = words(line);
    const streams = new Collected(stdin ?? '');
    const draft = this.#make();
    const { status } = kubectl(draft, argv, streams);
    this.#facade.draft = this.#make();
    writeFileSync(join(this.#folder, 'config'), this.#config);
    const theirs = await runReal(this.#program, argv, {
      cwd: join(this.#folder, 'work'),
      env: {
        PATH: process.env.PATH,
        HOME: this.#folder,
        KUBECONFIG: join(this.#folder, 'config'),
        TZ: 'UTC',
        KUBE_FEATURE_ClientsAllowCBOR: 'false',
      },
      stdin: stdin ?? '',
    });
    return {
      ours: { stdout: streams.stdout, stderr: plain(streams.stderr), status },
      theirs: { ...theirs, stderr: plain(theirs.stderr) },
    };
  }
}

/** The words of a line: blanks part them, quotes keep them together. */
export function words(line: string): string[] {
  const out: string[] = [];
  for (const match of line.matchAll(/(?:[^\s'"]+|'[^']*'|"(?:[^"\\]|\\.)*")+/g))
    out.push(
      match[0].replace(
        /'([^']*)'|"((?:[^"\\]|\\.)*)"/g,
        (_, single: string | undefined, double: string | undefined) =>
          single ?? (double ?? '').replace(/\\(["\\$`])/g, '$1'),
      ),
    );
  return out;
}

/** Without client-go's own log of watches, and with the moment and process of kubectl's own log left out. */
function plain(stderr: string): string {
  return stderr
    .split('\n')
    .filter((line) => !/^[EI]\d{4} .*(?:reflector\.go|memcache\.go)/.test(line))
    .map((line) => line.replace(/^W\d{4} \d\d:\d\d:\d\d\.\d+ +\d+ /, 'W '))
    .join('\n');
}
