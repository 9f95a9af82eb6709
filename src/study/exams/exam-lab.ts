const PREFIX = 'exam.';

/** The id of a lab as it is done in an exam: a session of its own, in which nothing is told before the end. */
export function examLabId(examId: number, lab: string): string {
  return `${PREFIX}${examId}.${lab}`;
}

/** The exam and the lab behind such an id; undefined for any other lab. */
export function examOfLab(id: string): { readonly examId: number; readonly lab: string } | undefined {
  if (!id.startsWith(PREFIX)) return undefined;
  const dot = id.indexOf('.', PREFIX.length);
  const examId = Number(id.slice(PREFIX.length, dot));
  return dot < 0 || !Number.isSafeInteger(examId) ? undefined : { examId, lab: id.slice(dot + 1) };
}
