/** Ahead of what a command prints: the API server's warnings come with its answer, and exec names its container first. */
const AHEAD = ['Warning: ', 'Defaulted container '];

/**
 * What a terminal shows of an answer, piece by piece. Streams are kept apart, so their order is told from the words:
 * client-go writes a warning when the response comes in and kubectl prints the object after that, exec and logs say
 * which container they take before they reach it; other errors end what was printed.
 */
export function inPrintedOrder({
  stdout,
  stderr,
}: {
  readonly stdout: string;
  readonly stderr: string;
}): readonly { readonly text: string; readonly error: boolean }[] {
  let at = 0;
  while (AHEAD.some((words) => stderr.startsWith(words, at))) {
    const end = stderr.indexOf('\n', at);
    at = end === -1 ? stderr.length : end + 1;
  }
  return [
    { text: stderr.slice(0, at), error: true },
    { text: stdout, error: false },
    { text: stderr.slice(at), error: true },
  ].filter(({ text }) => text !== '');
}
