import type { Problem } from '../decks/index.ts';
import type { Thread } from '../runtime/thread.ts';
import { type CliIo, EXIT } from './command.ts';
import { count } from './texts.ts';

/**
 * Runs a check in its thread, prints each problem and the line that counts them, and gives the exit code. `noun` is
 * what was checked, in the plural.
 */
export async function printChecked<Task, Checked extends { readonly problems: readonly Problem[] }>(
  noun: string,
  check: Thread<Task, Checked>,
  task: Task,
  io: CliIo,
  counted: (checked: Checked) => readonly string[],
): Promise<number> {
  const { formatProblem } = await import('../decks/index.ts');
  const { ThreadError } = await import('../runtime/thread.ts');
  try {
    const checked = await check.run(task);
    const { problems } = checked;
    for (const problem of problems) io.out(`${formatProblem(problem)}\n\n`);
    io.out(`${counted(checked).join(', ')}: ${count(problems.length, 'error')}\n`);
    return problems.length === 0 ? EXIT.ok : EXIT.failed;
  } catch (error) {
    if (!(error instanceof ThreadError)) throw error;
    io.err(`podium ${noun} check: the check was stopped: ${error.message}. Check the ${noun} one by one.\n`);
    return EXIT.failed;
  } finally {
    await check.close();
  }
}
