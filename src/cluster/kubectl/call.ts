/** The way into kubectl/ and what comes out beside the two streams. */
import type { Reply } from '../api/index.ts';
import type { Draft } from '../draft.ts';
import type { Json } from '../json.ts';
import { NOT_SIMULATED_STATUS, type NotSimulated, sayNotSimulated } from '../not-simulated.ts';
import type { OpenShell } from '../state.ts';
import type { Streams } from '../streams.ts';
import { goDuration } from './args/duration.ts';
import { goBool, type Parsed } from './args/parse.ts';
import { Failure, failure, misuse, refusal } from './failure.ts';

export interface KubectlResult {
  readonly status: number;
  /** An editor is to be opened; `editedKubectl(draft, saved, text, streams)` goes on once it is closed. */
  readonly edit?: { readonly path: string; readonly text: string; readonly saved: Json };
  /** What is typed next goes to this shell. */
  readonly shell?: OpenShell;
}

/** What a verb does: it prints, changes the draft, and throws `Failure`. Nothing returned is status 0. */
export type Verb = (call: Call) => KubectlResult | undefined;

/** One command line of kubectl, read; and what verbs ask of it. */
export class Call {
  readonly draft: Draft;
  readonly streams: Streams;
  /** `get`, `create deployment`. */
  readonly path: string;
  readonly args: readonly string[];
  /** How many of `args` stand before `--`; -1 without one. */
  readonly dash: number;
  readonly #values: Parsed['values'];
  readonly #told = new Set<string>();
  #warned = 0;

  constructor(draft: Draft, streams: Streams, path: string, parsed: Parsed) {
    this.draft = draft;
    this.streams = streams;
    this.path = path;
    this.args = parsed.args;
    this.dash = parsed.dash;
    this.#values = parsed.values;
  }

  /** Whether the flag was given, with whatever value. */
  given(flag: string): boolean {
    return this.#values.has(flag);
  }

  text(flag: string, otherwise = ''): string {
    return this.#values.get(flag)?.at(-1) ?? otherwise;
  }

  list(flag: string): readonly string[] {
    return this.#values.get(flag) ?? [];
  }

  on(flag: string, otherwise = false): boolean {
    const text = this.#values.get(flag)?.at(-1);
    return text === undefined ? otherwise : (goBool(text) ?? otherwise);
  }

  whole(flag: string, otherwise: number): number {
    const text = this.#values.get(flag)?.at(-1);
    return text === undefined ? otherwise : Number(text);
  }

  /** In ms. */
  duration(flag: string, otherwise: number): number {
    const read = goDuration(this.text(flag, '') || `${otherwise}ms`);
    return typeof read === 'number' ? read : otherwise;
  }

  /** The namespace to work in: -n, else the current context's, else `default`. */
  get namespace(): string {
    if (this.text('namespace') !== '') return this.text('namespace');
    const { kubeconfig } = this.draft.machine;
    const wanted = this.text('context') || kubeconfig.currentContext;
    const context = kubeconfig.contexts.find(({ name }) => name === wanted);
    return context?.namespace || 'default';
  }

  /** -n was given: an object of another namespace is refused. */
  get namespaceForced(): boolean {
    return this.text('namespace') !== '';
  }

  /** What --dry-run asks for. Throws for a value that is none. */
  get dryRun(): 'none' | 'client' | 'server' {
    if (!this.given('dry-run')) return 'none';
    const value = this.text('dry-run');
    if (value === 'none' || value === 'client' || value === 'server') return value;
    if (value === 'unchanged') {
      this.#deprecate('helpers.go:719', '--dry-run is deprecated and can be replaced with --dry-run=client.');
      return 'client';
    }
    const flag = goBool(value);
    if (flag !== undefined) {
      const better = flag ? 'client' : 'none';
      this.#deprecate(
        flag ? 'helpers.go:733' : 'helpers.go:736',
        `--dry-run=${value} is deprecated (boolean value) and can be replaced with --dry-run=${better}.`,
      );
      return better;
    }
    throw failure(`Invalid dry-run value (${value}). Must be "none", "server", or "client".`);
  }

  /** A line of kubectl's own log (klog): what is out of date is told there, once. */
  #deprecate(where: string, text: string): void {
    if (this.#told.has(text)) return;
    this.#told.add(text);
    const at = new Date(this.draft.now).toISOString();
    const stamp = `${at.slice(5, 7)}${at.slice(8, 10)} ${at.slice(11, 23)}000`;
    this.errLine(`W${stamp}    4711 ${where}] ${text}`);
  }

  line(text: string): void {
    this.streams.out(`${text}\n`);
  }

  errLine(text: string): void {
    this.streams.err(`${text}\n`);
  }

  warn(warnings: readonly string[]): void {
    this.#warned += warnings.length;
    for (const warning of warnings) this.errLine(`Warning: ${warning}`);
  }

  /** The value of a reply, its warnings said; throws what was refused, with `whatFor` in front of the message. */
  take<T>(reply: Reply<T>, whatFor = ''): T {
    this.warn(reply.warnings);
    if (reply.ok) return reply.value;
    throw refusal(reply.status, whatFor);
  }

  /** A use that the command's help page answers. */
  misuse(message: string): Failure {
    return misuse(this.path, message);
  }

  /** The flags in the order in which they were typed, each as `--name=value`. */
  typedFlags(): readonly string[] {
    return [...this.#values].map(([name, values]) => `--${name}=${values.join(',')}`);
  }

  /** How many warnings of the server were said. */
  get warned(): number {
    return this.#warned;
  }

  /** Says what is not simulated of a command that goes on all the same. */
  also(what: NotSimulated): void {
    sayNotSimulated(this.draft, this.streams, what);
  }

  /** Says what is not simulated; the verb ends with what this throws. */
  notSimulated(what: NotSimulated): Failure {
    sayNotSimulated(this.draft, this.streams, what);
    return new Failure('', NOT_SIMULATED_STATUS);
  }
}
