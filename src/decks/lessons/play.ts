import { type Cluster, type Ran, run } from '../../cluster/index.ts';
import { startLab } from '../../study/labs/index.ts';
import type { Exchange, Lesson, LessonManifest } from '../../study/lessons/index.ts';
import type { Complaint } from '../labs/complaint.ts';
import { notSimulated } from '../labs/play.ts';
import { beginnings } from '../labs/play-start.ts';
import type { DeckPath } from '../subject.ts';
import { isShownAs, saysNothing } from './elided.ts';

const END = 'END-OF-MANIFEST';

/**
 * What the terminals of a lesson show that a cluster does not print: everything typed, on one cluster, in order. Either
 * stream may stand first: a terminal shows both, in an order that nobody promises.
 */
export function playLesson(lesson: Lesson): readonly Complaint[] {
  const complaints = [...beginnings(lesson)];
  let cluster = startLab(lesson);
  lesson.steps.forEach(({ manifest, terminal }, index) => {
    if (manifest?.file !== undefined) cluster = saved(cluster, manifest.file, manifest);
    terminal.forEach((exchange, at) => {
      const ran = run(cluster, exchange.line);
      complaints.push(...said(exchange, ran, ['steps', index, 'terminal', at]));
      cluster = ran.cluster;
    });
  });
  return complaints;
}

function saved(cluster: Cluster, file: string, { text }: LessonManifest): Cluster {
  return run(cluster, `cat > ${file} <<'${END}'\n${text}\n${END}`).cluster;
}

function said({ line, prints }: Exchange, ran: Ran, path: DeckPath): readonly Complaint[] {
  if (ran.edit !== undefined)
    return [
      { code: 'editor-open', path: [...path, 'line'], message: 'opens an editor: show its file instead' },
    ];
  const missing = notSimulated(ran);
  if (missing !== undefined)
    return [{ code: 'not-simulated', path: [...path, 'line'], message: `is not simulated: ${missing}` }];
  if (saysNothing(prints))
    return [
      {
        code: 'says-nothing',
        path: [...path, 'prints'],
        message: 'leaves everything out: show what matters',
      },
    ];
  const { stdout, stderr } = ran;
  const whole = `${stdout}${stderr}`;
  return isShownAs(whole, prints) || isShownAs(`${stderr}${stdout}`, prints)
    ? []
    : [
        {
          code: 'other-output',
          path: [...path, 'prints'],
          message: `is not what \`${line}\` prints, which is${whole === '' ? ' nothing' : `:\n${whole.trimEnd()}`}`,
        },
      ];
}
