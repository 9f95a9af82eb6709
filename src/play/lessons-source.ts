import type { Lesson } from '../study/lessons/index.ts';

/** The lessons there are. */
export interface LessonSource {
  /** In the order of the course. */
  readonly all: readonly Lesson[];
  /** By id; undefined once it is no longer there. */
  find(id: string): Lesson | undefined;
}

/** `load` is called once, at the first use: reading the lessons takes longer than logging in. */
export function lessonSource(load: () => readonly Lesson[]): LessonSource {
  let loaded: readonly Lesson[] | undefined;
  const all = (): readonly Lesson[] => {
    loaded ??= load().toSorted((a, b) => a.place - b.place);
    return loaded;
  };
  return {
    get all() {
      return all();
    },
    find: (id) => all().find((each) => each.id === id),
  };
}
