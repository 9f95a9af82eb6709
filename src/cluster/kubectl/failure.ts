import type { Status, StatusCause } from '../api/index.ts';

/**
 * Why a command gives up: thrown by verbs, printed by index.ts. An empty text prints nothing (what was to say was said).
 * kubectl pkg/cmd/util/helpers.go: checkErr says one failure, MultipleErrors several.
 */
export class Failure extends Error {
  readonly status: number;
  /** How it reads when it is not the only one. */
  readonly inList: string;

  constructor(text: string, status = 1, inList = text) {
    super(text);
    this.status = status;
    this.inList = inList;
  }
}

/** Any failure of the client's own: `error: ` stands in front unless several are listed. */
export function failure(message: string, status = 1): Failure {
  return new Failure(message.startsWith('error: ') ? message : `error: ${message}`, status, message);
}

/** A failure that points to the command's help. */
export function misuse(path: string, message: string): Failure {
  return failure(`${message}\nSee 'kubectl ${path} -h' for help and examples`);
}

/** Several failures, one a line; a single one is itself. */
export function allOf(failures: readonly Failure[]): Failure {
  const [only] = failures;
  if (only !== undefined && failures.length === 1) return only;
  return new Failure(failures.map(({ inList }) => inList).join('\n'));
}

/** What the API server refused; `whatFor` is put before its message: `error when creating "pod.yaml": `. */
export function refusal(status: Status, whatFor = ''): Failure {
  const plain = `Error from server (${status.reason}): ${whatFor}${status.message}`;
  if (status.reason !== 'Invalid') return new Failure(plain);
  const { kind = '', name = '', causes = [] } = status.details;
  const subject =
    kind !== '' || name !== ''
      ? `The ${kind} ${JSON.stringify(name)} is invalid`
      : `The request is invalid${causes.length === 0 ? `: ${status.message}` : ''}`;
  if (causes.length === 0) return new Failure(subject, 1, plain);
  return new Failure(`${subject}: ${listed(causes)}\n`, 1, plain);
}

function listed(causes: readonly StatusCause[]): string {
  const lines = [...new Set(causes.map(({ field, message }) => `${field}: ${message}`))];
  return lines.length === 1 ? lines.join('') : `\n${lines.map((line) => `* ${line}`).join('\n')}`;
}
