import type { Cluster, Ran } from '../../cluster/index.ts';
import {
  type GoalResult,
  judge,
  LAB_LIMITS,
  type Lab,
  type LabStep,
  type Move,
  startLab,
  typedFor,
  typeIn,
} from '../../study/labs/index.ts';
import type { DeckPath } from '../subject.ts';
import type { Complaint } from './complaint.ts';
import { beginnings } from './play-start.ts';

/** When what was replaced is gone: pods end half a minute after they are told to. */
const LATER = { kind: 'line', text: 'sleep 60' } as const;

/** What playing a lab shows: its start, each step before, at each wrong attempt and at the solution, and its size. */
export function playLab(lab: Lab): readonly Complaint[] {
  const complaints = [...beginnings(lab)];
  const start = startLab(lab);
  let cluster = start;
  lab.steps.forEach((step, index) => {
    const path = ['steps', index];
    complaints.push(...before(step, start, cluster, path));
    step.attempts.forEach((_attempt, at) => {
      complaints.push(...attempted(step, at, start, cluster, [...path, 'attempts', at]));
    });
    const played = play(cluster, step.solution, [...path, 'solution']);
    complaints.push(...played.complaints, ...after(step, start, played.cluster, path));
    complaints.push(...buttons(step, played.cluster, path));
    cluster = played.cluster;
  });
  const size = JSON.stringify(typeIn(cluster, LATER).cluster).length;
  if (size > LAB_LIMITS.stateChars)
    complaints.push({
      code: 'too-large',
      path: [],
      message: `ends with a cluster of ${size} characters as JSON (a minute after the last line), at most ${LAB_LIMITS.stateChars} are kept: use fewer or smaller objects`,
    });
  return complaints;
}

/** What comes of moves, and what of them cannot be done or is not simulated. */
function play(
  cluster: Cluster,
  moves: readonly Move[],
  path: DeckPath,
): { readonly cluster: Cluster; readonly complaints: readonly Complaint[] } {
  const complaints: Complaint[] = [];
  let now = cluster;
  moves.forEach((move, index) => {
    const say = (code: string, message: string): void => {
      complaints.push({ code, path: [...path, index], message });
    };
    if (move.kind === 'line' && now.editing !== null)
      say(
        'editor-open',
        `is typed while the editor is open on ${now.editing.path}: write {edit: …} or {change: …} first`,
      );
    if (move.kind !== 'line' && now.editing === null)
      say('no-editor', 'needs an editor: open one first (nano FILE, kubectl edit …)');
    const text = now.editing?.text;
    if (move.kind === 'change' && text !== undefined)
      for (const from of Object.keys(move.replace))
        if (!text.includes(from))
          say('nothing-to-change', `changes "${from}", which does not stand in the editor`);
    const ran = typeIn(now, typedFor(now, move));
    const missing = notSimulated(ran);
    if (missing !== undefined) say('not-simulated', `is not simulated: ${missing}`);
    now = ran.cluster;
  });
  if (now.editing !== null)
    complaints.push({ code: 'editor-open', path, message: `leaves the editor open on ${now.editing.path}` });
  return { cluster: now, complaints };
}

/** What the terminal said of something that is not simulated; what only started in the background is not asked for. */
export function notSimulated({ stdout, stderr }: Ran): string | undefined {
  return `${stdout}\n${stderr}`.split('\n').find((line) => line.startsWith('podium: '));
}

/** `text` is one sentence or more: a learner is to be told something. */
const isSentence = (text: string): boolean =>
  /^[\p{Lu}`\d]/u.test(text) && text.endsWith('.') && text.length > 12;

/** Before its step a goal is unmet and says what is there instead, but for what is only to be kept. */
function before(step: LabStep, start: Cluster, cluster: Cluster, path: DeckPath): readonly Complaint[] {
  const { results, attempt } = judge(step, start, cluster);
  const bad = results.flatMap((result, index): readonly Complaint[] => {
    const at = [...path, 'goals', index];
    const already = step.goals[index]?.already === true;
    if (result.met && !already)
      return [
        {
          code: 'met-before',
          path: at,
          message: 'is met before its step: write another goal, or holds: already if it is to be kept',
        },
      ];
    if (!result.met && already)
      return [
        { code: 'not-already', path: at, message: `holds: already, but before the step: ${result.found}` },
      ];
    return foundOf(result, at);
  });
  if (attempt === null) return bad;
  return [
    ...bad,
    {
      code: 'nothing-recognised',
      path: [...path, 'attempts', step.attempts.indexOf(attempt), 'when'],
      message: 'holds before anything was done: say what only this attempt leaves behind',
    },
  ];
}

function foundOf({ found }: GoalResult, path: DeckPath): readonly Complaint[] {
  return found === null || isSentence(found)
    ? []
    : [{ code: 'no-sentence', path, message: `is answered with no sentence: ${found}` }];
}

/** A wrong attempt leaves its goals unmet, and is the one that is recognised. */
function attempted(
  step: LabStep,
  index: number,
  start: Cluster,
  cluster: Cluster,
  path: DeckPath,
): readonly Complaint[] {
  const mine = step.attempts[index];
  if (mine === undefined) return [];
  const played = play(cluster, mine.typed, [...path, 'typed']);
  const { results, attempt } = judge(step, start, played.cluster);
  const complaints: Complaint[] = [...played.complaints];
  for (const result of results) complaints.push(...foundOf(result, path));
  for (const [at, id] of mine.unmet.entries())
    if (results.some((result) => result.id === id && result.met))
      complaints.push({
        code: 'attempt-meets',
        path: [...path, 'unmet', at],
        message: `is "${id}", but this attempt meets that goal`,
      });
  if (attempt !== mine)
    complaints.push({
      code: 'attempt-not-recognised',
      path: [...path, 'when'],
      message:
        attempt === null
          ? 'does not hold after this attempt: nobody would see its remark'
          : `holds, but attempt "${attempt.id}" is recognised first: put this one before it, or say more in when`,
    });
  return complaints;
}

/** After its solution every goal of a step is met. */
function after(step: LabStep, start: Cluster, cluster: Cluster, path: DeckPath): readonly Complaint[] {
  return judge(step, start, cluster).results.flatMap(({ met, found }, index) =>
    met
      ? []
      : [
          {
            code: 'not-met',
            path: [...path, 'goals', index],
            message: `is not met after the solution: ${found}`,
          },
        ],
  );
}

/** A line that is offered as a button is one that is simulated. */
function buttons({ quick }: LabStep, cluster: Cluster, path: DeckPath): readonly Complaint[] {
  return quick.flatMap((text, index) => {
    const missing = notSimulated(typeIn(cluster, { kind: 'line', text }));
    return missing === undefined
      ? []
      : [
          {
            code: 'not-simulated',
            path: [...path, 'quick', index],
            message: `is not simulated: ${missing}`,
          },
        ];
  });
}
