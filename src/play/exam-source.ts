import type { Blueprint } from '../study/exams/blueprint.ts';

/** The blueprints of mock exams there are. */
export interface ExamSource {
  /** In the order in which they are offered. */
  readonly all: readonly Blueprint[];
  /** By id; undefined once it is no longer there. */
  find(id: string): Blueprint | undefined;
}

/** `load` is called once, at the first use. */
export function examSource(load: () => readonly Blueprint[]): ExamSource {
  let loaded: readonly Blueprint[] | undefined;
  const all = (): readonly Blueprint[] => {
    loaded ??= load();
    return loaded;
  };
  return {
    get all() {
      return all();
    },
    find: (id) => all().find((each) => each.id === id),
  };
}
