/** How a tool is called, whoever calls it: the shell, `kubectl exec`, the runtime. */
import type { Draft } from '../draft.ts';
import { type FileError, UnknownContent } from '../files/errors.ts';
import { absolute } from '../files/lookup.ts';
import type { FileSystem } from '../files/system.ts';
import type { Identity } from '../identity.ts';
import type { Json } from '../json.ts';
import type { NotSimulated } from '../not-simulated.ts';
import type { ContainerRecord } from '../state.ts';
import type { Child } from './processes.ts';

/** Whose words a tool speaks: busybox, GNU coreutils and their like, or neither matters. */
type Flavour = 'busybox' | 'gnu';

export interface ToolCall {
  /** With the name it was called by in front. */
  readonly argv: readonly string[];
  /** Where its file is; the package it belongs to is known from the file. */
  readonly path: string;
  readonly flavour: Flavour;
  readonly draft: Draft;
  /** null on the learner's own machine. */
  readonly container: ContainerRecord | null;
  /** It is process 1 of the container or was started by it. */
  readonly own: boolean;
  readonly files: FileSystem;
  readonly identity: Identity;
  readonly pid: number;
  readonly cwd: string;
  readonly env: readonly (readonly [name: string, value: string])[];
  /** Standard output is a terminal. */
  readonly terminal: boolean;
  /** Standard input and output both are. */
  readonly interactive: boolean;
  /** What it left when it waited; undefined on its first call. */
  readonly resume: Json | undefined;
  /** The C library's words for errors differ in places. */
  readonly musl: boolean;
  /** All that is left of standard input; null where it is the terminal, of which nothing can be read. */
  stdin(): string | null;
  out(text: string): void;
  err(text: string): void;
  /** Says in one `podium:` line what is not simulated. */
  notSimulated(what: NotSimulated): ToolResult;
}

export type ToolResult =
  /** Its exit status. */
  | number
  /** It goes on after so many ms, called again with `resume`. `interrupted`: what a person stops by Ctrl-C. */
  | { readonly wait: number; readonly resume: Json }
  /** It does nothing more by itself. `listens`: on these TCP ports. */
  | {
      readonly forever: true;
      readonly listens?: readonly number[];
      readonly resume?: Json;
      /** Processes beside it: a server's workers. */
      readonly children?: readonly Child[];
      /** What it calls itself where its command line was. */
      readonly title?: string;
    }
  /** It becomes another program (`exec` of `env`, `nice`, `gosu`, `su -c`). */
  | {
      readonly become: readonly string[];
      readonly identity?: Identity;
      readonly env?: readonly (readonly [string, string])[];
    };

export type Tool = (call: ToolCall) => ToolResult;

/** Does something with what is in a file; null where that is not known, which was said. */
export function known<T>(act: () => T): { readonly value: T } | null {
  try {
    return { value: act() };
  } catch (error) {
    if (error instanceof UnknownContent) return null;
    throw error;
  }
}

/** `name: text` on standard error, and a status. */
export function fail(call: ToolCall, text: string, status = 1): number {
  call.err(`${call.argv[0]?.replace(/^.*\//, '') ?? ''}: ${text}\n`);
  return status;
}

/** What the C library says for a refusal. */
export function words(call: Pick<ToolCall, 'musl'>, error: FileError): string {
  if (!call.musl) return error.message;
  const own: Readonly<Record<string, string>> = {
    EBUSY: 'Resource busy',
    ELOOP: 'Symbolic link loop',
    EXDEV: 'Cross-device link',
    ENAMETOOLONG: 'Filename too long',
  };
  return own[error.errno] ?? error.message;
}

/** A name as coreutils quote it: with the locale's quotes, which are plain ones where no UTF-8 locale is set. */
export function curly(call: Pick<ToolCall, 'env'>, text: string): string {
  const set = (name: string): string => call.env.findLast(([one]) => one === name)?.[1] ?? '';
  const locale = set('LC_ALL') || set('LC_CTYPE') || set('LANG');
  return /utf-?8$/i.test(locale) ? `‘${text}’` : `'${text}'`;
}

/** A path as the tool means it. */
export function at(call: Pick<ToolCall, 'cwd'>, path: string): string {
  return absolute(call.cwd, path);
}
