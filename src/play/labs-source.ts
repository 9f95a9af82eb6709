import { examOfLab } from '../study/exams/exam-lab.ts';
import type { Lab } from '../study/labs/index.ts';

/** The labs there are. */
export interface LabSource {
  /** Those that come with Podium, in the order in which they are offered. */
  readonly all: readonly Lab[];
  /** By id, {@link FREE_LAB} and a lab in an exam too; undefined once it is no longer there. */
  find(id: string): Lab | undefined;
}

/** Where people try what they like: a cluster with nothing to reach in it. */
export const FREE_LAB: Lab = {
  id: 'free',
  revision: 1,
  title: 'A cluster of your own',
  topic: '',
  kind: 'guided',
  difficulty: 1,
  minutes: 0,
  exams: [],
  story: '',
  after: [],
  teaches: [],
  start: { seed: 1, files: {}, images: {}, manifests: [], lines: [] },
  steps: [],
};

const KINDS = ['guided', 'fix', 'task'] as const satisfies readonly Lab['kind'][];

/** The easy ones first; of those equally hard, the guided ones, and exam tasks last. */
function inOrder(a: Lab, b: Lab): number {
  return (
    a.difficulty - b.difficulty ||
    KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
    a.title.localeCompare(b.title, 'en')
  );
}

/** `load` is called once, at the first use: reading the labs takes longer than logging in. */
export function labSource(load: () => readonly Lab[]): LabSource {
  let loaded: readonly Lab[] | undefined;
  const all = (): readonly Lab[] => {
    loaded ??= load().toSorted(inOrder);
    return loaded;
  };
  return {
    get all() {
      return all();
    },
    find(id) {
      if (id === FREE_LAB.id) return FREE_LAB;
      const exam = examOfLab(id);
      const lab = all().find((each) => each.id === (exam?.lab ?? id));
      // In an exam its own clock is the exam's.
      return exam === undefined || lab === undefined ? lab : { ...lab, id, kind: 'fix' };
    },
  };
}
