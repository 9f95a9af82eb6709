import type { Lab } from '../study/labs/index.ts';
import { ArgumentError, atMostOne } from './arguments.ts';
import { called } from './called.ts';
import { defineCommand, EXIT } from './command.ts';
import { ourLabs } from './shipped.ts';
import { unreadable } from './unreadable.ts';

/** `podium lab`: a lab in one's own terminal, judged as in Discord; without a name, the list. */
export const labCommand = defineCommand(
  {
    name: 'lab',
    usage: '[--fresh] [NAME]',
    summary: 'Opens a lab: a terminal on a simulated cluster; without NAME, lists the labs.',
    notes: [
      'Type as on a real cluster: kubectl, pipes, heredocs, nano. Tab completes; nano, vi and kubectl edit open your\nVISUAL or EDITOR. The lab itself listens to :check, :hint, :task, :files, :undo, :reset and :quit.',
      'The lab is kept after every line in $XDG_STATE_HOME/podium/labs (else ~/.local/state/podium/labs): leave with\n:quit or Ctrl-D at any moment, and the same command goes on. It is apart from what Discord keeps of you.',
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
    const { keptPath, readKept } = await import('./lab/kept.ts');
    const { introduction, labLines, opening, PAINTS, task } = await import('./lab/words.ts');
    const name = atMostOne(positionals, 'NAME');
    if (name === undefined) {
      if (values.fresh === true) throw new ArgumentError('--fresh needs the NAME of a lab before it.');
      const standing = (lab: Lab): 'done' | 'begun' | '' => {
        const kept = readKept(keptPath(io.env, lab.id));
        if (kept === undefined || kept === 'broken' || kept.revision !== lab.revision) return '';
        return kept.step >= lab.steps.length ? 'done' : kept.turn > 0 ? 'begun' : '';
      };
      io.out(`${labLines(await ourLabs(), standing)}\n\npodium lab NAME opens one.\n`);
      return EXIT.ok;
    }
    const { loadLabs } = await import('../decks/labs/index.ts');
    const read = (file: { readonly name: string; readonly text: string }) => loadLabs([file]).labs;
    const lab = await called({ noun: 'lab', done: 'played', ours: ourLabs, read }, name, io);
    const { RunningLab } = await import('./lab/running.ts');
    const { serveLab } = await import('./lab/session.ts');
    const paint = io.colour ? PAINTS.colour : PAINTS.plain;
    try {
      const { running, how } = RunningLab.open(lab, keptPath(io.env, lab.id), values.fresh === true);
      io.out(`${introduction(paint)}\n\n${opening(running, paint)}\n`);
      if (how === 'changed') io.out('The lab was changed since you were here, so it begins again.\n');
      if (how === 'broken') io.out('What was kept of this lab cannot be read, so it begins again.\n');
      io.out(`\n${task(running, paint)}\n\n`);
      await serveLab({ io, running });
      io.out(`Kept. podium lab ${name} goes on from here.\n`);
      return EXIT.ok;
    } catch (error) {
      if (!(error instanceof Error && 'syscall' in error)) throw error;
      io.err(`podium lab: ${keptPath(io.env, lab.id)} cannot be kept: ${unreadable(error)}\n`);
      return EXIT.failed;
    }
  },
);
