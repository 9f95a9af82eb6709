import type { ContainerExplanation, Decided, PodExplanation, Start } from '../../manifest/explanation.ts';
import { fateOf } from '../../manifest/fate.ts';
import type { Told } from '../kit/told.ts';

/** So many lines are named that a verdict hangs on. */
const MOST_PLACES = 5;

/** Whether the pod is created, where that is not simply so. `drawn` is what is drawn of it: mended, where it was. */
export function creation(written: PodExplanation, drawn: PodExplanation): readonly Told[] {
  const { strict, ignore } = written.accepted;
  const mended: readonly Told[] =
    written === drawn ? [] : [{ sign: 'warning', words: 'Drawn as it would be with the fixes it needs.' }];
  if (ignore === false || written !== drawn)
    return [{ sign: 'bad', words: 'The API server refuses this manifest as it stands.' }, ...mended];
  if (strict === false) {
    const then =
      ignore === null
        ? 'whether it is accepted without validation is not known'
        : 'without validation they are dropped';
    return [{ sign: 'bad', words: `kubectl refuses this manifest for its unknown fields; ${then}.` }];
  }
  if (strict === true) return [];
  const why =
    written.readFrom === undefined
      ? 'a part of it was not read or is not known'
      : 'only a part of a manifest was read';
  return [{ sign: 'doubt', words: `Not known whether this is accepted: ${why}.` }];
}

/** What comes of a container; as the card and the command line say it, so never milder. */
export function fateWords(
  written: PodExplanation,
  pod: PodExplanation,
  container: ContainerExplanation,
): readonly [Told, ...Told[]] {
  const { accepted } = pod;
  const fate = fateOf(pod, container);
  if (fate.verdict === 'not-created') {
    const by = fate.by === 'kubectl' ? 'kubectl' : 'the API server';
    const never: Told = { sign: 'bad', words: `Never created: ${by} refuses the manifest` };
    return fate.by === 'kubectl' && accepted.ignore === true
      ? [never, ...conditional('Without validation', startWords(container.start))]
      : [never];
  }
  if (fate.verdict === 'pod-refused')
    return [
      { sign: 'bad', words: 'The kubelet refuses the whole pod' },
      { sign: 'bad', words: reasonWords(fate.reason) },
    ];
  if (written !== pod) return conditional('With the fixes', startWords(fate));
  return accepted.strict === null ? conditional('If it is created', startWords(fate)) : startWords(fate);
}

function conditional(
  condition: string,
  [{ sign, words }, ...more]: readonly [Told, ...Told[]],
): readonly [Told, ...Told[]] {
  return [{ sign, words: `${condition}: ${words.charAt(0).toLowerCase()}${words.slice(1)}` }, ...more];
}

function startWords(start: Start): readonly [Told, ...Told[]] {
  switch (start.verdict) {
    case 'starts':
      return [{ sign: 'good', words: 'The kubelet starts it' }];
    case 'refused':
      return [
        { sign: 'bad', words: 'The kubelet refuses it' },
        { sign: 'bad', words: reasonWords(start.reason) },
      ];
    case 'not-known': {
      const lines = start.lines.slice(0, MOST_PLACES).join(', ');
      const where = `${start.lines.length === 1 ? 'line' : 'lines'} ${lines}${start.lines.length > MOST_PLACES ? ', …' : ''}`;
      const why =
        start.field === undefined ? `${where} may change it` : `${start.field} is not known (${where})`;
      return [{ sign: 'doubt', words: `Not known whether it starts: ${why}` }];
    }
    case 'depends-on-image': {
      const users = (verdict: Decided['verdict']): string =>
        start.cases
          .filter((each) => each.start.verdict === verdict)
          .map(({ imageUser }) => userWords(imageUser))
          .join(', ');
      return [
        { sign: 'doubt', words: 'Starts or not: the image’s USER decides' },
        ...(users('starts') === ''
          ? []
          : [{ sign: 'good', words: `starts with ${users('starts')}` } as const]),
        ...(users('refused') === ''
          ? []
          : [{ sign: 'bad', words: `refused with ${users('refused')}` } as const]),
      ];
    }
  }
}

function userWords(user: string): string {
  if (user === '') return 'no USER';
  if (/^0+(:|$)/.test(user)) return 'root (0)';
  return /^\d+(:|$)/.test(user) ? `a number (${user})` : `a name (${user})`;
}

/** Without the pod and the container that the kubelet names at the end: the picture shows which they are. */
export function reasonWords(reason: string): string {
  const names = reason.lastIndexOf(' (pod: "');
  return names === -1 ? reason : reason.slice(0, names);
}
