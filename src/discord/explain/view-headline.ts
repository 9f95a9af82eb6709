import type { ContainerExplanation, PodExplanation } from '../../manifest/explanation.ts';
import { asMeant, fateOf } from '../../manifest/fate.ts';
import type { Stopper } from '../../manifest/urgency.ts';
import { joined, type Shown, said } from '../platform/components.ts';
import { code, type Detail, sentence } from '../platform/markdown.ts';
import { nameOf, type Scene } from './view-container.ts';
import { casesWords, whoOf } from './view-who.ts';

/** The answer of one pod in one line: its sign, and who runs as what, refused or not, and by whom. */
export interface Headline {
  readonly sign: '✅' | '⛔' | '❔' | '⚠️' | 'ℹ️';
  readonly words: Shown;
}

/** How a refusal is told before anything else. */
const LEAD: Readonly<Record<Stopper, string>> = {
  kubectl: 'Refused by `kubectl`, which cannot send it as it stands.',
  'strict-validation': 'Refused by `kubectl apply`, for fields that do not exist.',
  'api-server': 'Refused by the API server.',
};

/** Where only a part was pasted, whoever makes an object of it decides what becomes of such a field. */
const OF_A_PART = 'It sets fields that do not exist there.';

/** `written` as in the explanation; what is told of containers is told of the pod as it is meant. */
export function headline(written: PodExplanation, scene: Scene, detail: Detail): Headline {
  const pod = asMeant(written);
  const { containers } = pod;
  const refuser = scene.stoppedBy(written);
  if (refuser !== undefined) {
    const lead =
      refuser === 'strict-validation' && written.readFrom !== undefined ? OF_A_PART : LEAD[refuser];
    if (containers.length === 0) return { sign: '⛔', words: said`${lead}` };
    const known = containers.some((container) => whoOf(container, scene.deciders, detail).runs);
    const then = refuser === 'strict-validation' ? 'Without them ' : 'Put right, ';
    return {
      sign: '⛔',
      words: said`${lead} ${known ? then : ''}${runs(containers, scene, detail, true)}`,
    };
  }
  const would = written.readFrom !== undefined;
  const who = runs(containers, scene, detail, would);
  if (pod.rejected !== undefined)
    return {
      sign: '⛔',
      words: said`The kubelet refuses the pod (${sentence(pod.rejected.code, detail.name)}), so nothing of it runs. Else ${runs(containers, scene, detail, true)}`,
    };
  return ofStarts(pod, who, scene, detail);
}

function ofStarts(pod: PodExplanation, who: Shown, scene: Scene, detail: Detail): Headline {
  const { containers } = pod;
  const fates = containers.map((container) => fateOf(pod, container));
  const refused = containers.filter((_, i) => fates[i]?.verdict === 'refused');
  if (refused.length > 0) {
    const whom =
      refused.length === containers.length && refused.length > 1 ? said`all of them` : names(refused, detail);
    const those =
      containers.length === 1
        ? said`${runs(containers, scene, detail, true)}: the kubelet refuses to start it`
        : said`The kubelet refuses to start ${whom}. ${runs(containers, scene, detail, true)}`;
    return { sign: '⛔', words: those };
  }
  const alone = containers.length === 1;
  const [first] = fates;
  const waiting = fates.find((fate) => fate.verdict === 'depends-on-image');
  if (waiting?.verdict === 'depends-on-image')
    return {
      sign: '❔',
      words: alone
        ? said`${who}, and ${casesWords(waiting.cases)}`
        : said`${who}. Whether all start depends on the image’s USER`,
    };
  if (fates.some((fate) => fate.verdict === 'not-known')) return { sign: '❔', words: who };
  if (pod.accepted.strict === null && pod.readFrom === undefined)
    return { sign: '❔', words: said`${who}. Whether it is accepted is not known, as a part of it is not` };
  if (pod.readFrom !== undefined || first === undefined) return { sign: 'ℹ️', words: who };
  const fails = containers.some((container) => scene.fails(pod, container));
  if (fails)
    return {
      sign: '⚠️',
      words: said`${who}: the kubelet starts ${alone ? 'it, and its program then fails' : 'them, and a program then fails'}`,
    };
  return { sign: '✅', words: said`${who}, and the kubelet starts ${alone ? 'it' : 'them'}` };
}

/** More different users than these are told in the table alone. */
const MOST_USERS = 3;
const MOST_NAMES = 3;

interface Group {
  readonly words: Shown;
  readonly runs: boolean;
  readonly of: ContainerExplanation[];
}

/** `` `app` runs as **UID 2000** ``; of several `` `a`, `b` run as **UID 1000**; `c` as **root (UID 0)** ``. */
function runs(
  containers: readonly ContainerExplanation[],
  { deciders }: Scene,
  detail: Detail,
  would: boolean,
): Shown {
  const groups = new Map<string, Group>();
  for (const container of containers) {
    const { user, but, runs: does } = whoOf(container, deciders, detail);
    const words = does
      ? said`as **${user}**${but === '' ? '' : `, ${but}`}`
      : said`**${user}${but === '' ? '' : `: ${but}`}**`;
    const known = groups.get(words.text);
    if (known === undefined) groups.set(words.text, { words, runs: does, of: [container] });
    else known.of.push(container);
  }
  const verb = (count: number): string => (would ? 'would run' : count === 1 ? 'runs' : 'run');
  const several = [...groups.values()];
  if (several.length > MOST_USERS)
    return said`${containers.length} containers ${verb(containers.length)} as ${several.length} users`;
  const first = several.findIndex((group) => group.runs);
  return joined(
    several.map(({ words, runs: does, of }, i) =>
      does
        ? said`${names(of, detail)} ${i === first ? `${verb(of.length)} ` : ''}${words}`
        : said`${names(of, detail)} · ${words}`,
    ),
    '; ',
  );
}

function names(containers: readonly ContainerExplanation[], detail: Detail): Shown {
  if (containers.length > MOST_NAMES) return said`${containers.length} containers`;
  return joined(
    containers.map((each) => (each.assumed === true ? said`any container` : code(nameOf(each), detail.name))),
    ', ',
  );
}
