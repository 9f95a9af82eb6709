import type { Lab } from '../study/labs/index.ts';
import { ArgumentError, atMostOne } from './arguments.ts';
import { called } from './called.ts';
import { type CliIo, defineCommand, EXIT } from './command.ts';
import { ourLabs } from './shipped.ts';
import { unreadable } from './unreadable.ts';

async function labsInOrder(): Promise<readonly Lab[]> {
  const { labSource } = await import('../play/labs-source.ts');
  const labs = await ourLabs();
  return labSource(() => labs).all;
}

type Standing = 'done' | 'begun' | '';

/** How somebody stands to labs, by the files that are kept. */
async function standings(io: CliIo): Promise<(lab: Lab) => Standing> {
  const { keptPath, readKept } = await import('./lab/kept.ts');
  return (lab) => {
    const kept = readKept(keptPath(io.env, lab.id));
    if (kept === undefined || kept === 'broken' || kept.revision !== lab.revision) return '';
    return kept.step >= lab.steps.length ? 'done' : kept.turn > 0 ? 'begun' : '';
  };
}

/** The first lab that is not done, and before which nothing is left to do. */
function nextOf(labs: readonly Lab[], standing: (lab: Lab) => Standing): Lab | undefined {
  const done = new Set(labs.filter((lab) => standing(lab) === 'done').map(({ id }) => id));
  const there = new Set(labs.map(({ id }) => id));
  return labs.find(
    ({ id, after }) => !done.has(id) && after.every((each) => done.has(each) || !there.has(each)),
  );
}

/** `podium lab`: a lab in one's own terminal, judged as in Discord; without a name, the list. */
export const labCommand = defineCommand(
  {
    name: 'lab',
    usage: '[--fresh] [NAME]',
    summary: 'Opens a lab: a terminal on a simulated cluster; without NAME, lists the labs.',
    notes: [
      'Type as on a real cluster: kubectl, pipes, heredocs, nano. Tab completes; nano, vi and kubectl edit open your\nVISUAL or EDITOR. The lab itself listens to :check, :hint, :task, :files, :undo, :reset and :quit.',
      'The lab is kept after every line in $XDG_STATE_HOME/podium/labs (else ~/.local/state/podium/labs): leave with\n:quit, exit or Ctrl-D at any moment, and the same command goes on. It is apart from what Discord keeps of you.',
      'NAME may be a file of your own: my-lab.yaml.',
    ],
    options: { fresh: { type: 'boolean', meaning: 'begin again, and forget what was kept' } },
    examples: [
      ['podium lab', 'lists the labs, and which you have begun or done'],
      ['podium lab two-levels', 'opens one, or goes on with it'],
      ['podium lab two-levels --fresh', 'begins it again'],
    ],
    exitCodes: { 0: 'left, and kept', 1: 'it could not be kept: a line on stderr says why' },
  },
  async ({ values, positionals }, io) => {
    const { keptPath } = await import('./lab/kept.ts');
    const { paintFor } = await import('./markdown.ts');
    const { introduction, labLines, opening, task } = await import('./lab/words.ts');
    const name = atMostOne(positionals, 'NAME');
    const labs = await labsInOrder();
    const standing = await standings(io);
    if (name === undefined) {
      if (values.fresh === true) throw new ArgumentError('--fresh needs the NAME of a lab before it.');
      io.out(`${labLines(labs, standing, nextOf(labs, standing))}\n`);
      return EXIT.ok;
    }
    const { loadLabs } = await import('../decks/labs/index.ts');
    const read = (file: { readonly name: string; readonly text: string }) => loadLabs([file]).labs;
    const lab = await called({ noun: 'lab', done: 'played', ours: async () => labs, read }, name, io);
    const { RunningLab } = await import('./lab/running.ts');
    const { serveLab } = await import('./lab/session.ts');
    const paint = paintFor(io);
    try {
      const { running, how } = RunningLab.open(
        { lab, path: keptPath(io.env, lab.id), next: () => nextOf(labs, standing), now: io.now },
        values.fresh === true,
      );
      io.out(`${introduction(paint)}\n\n${opening(running, paint)}\n`);
      if (how === 'changed') io.out('The lab was changed since you were here, so it begins again.\n');
      if (how === 'broken') io.out('What was kept of this lab cannot be read, so it begins again.\n');
      io.out(`\n${task(running, paint)}\n\n`);
      await serveLab({ io, running });
      io.out(
        `Kept. podium lab ${name} goes on from here${running.step === undefined ? '; --fresh begins it again' : ''}.\n`,
      );
      return EXIT.ok;
    } catch (error) {
      if (!(error instanceof Error && 'syscall' in error)) throw error;
      io.err(`podium lab: ${keptPath(io.env, lab.id)} cannot be kept: ${unreadable(error)}\n`);
      return EXIT.failed;
    }
  },
);
