import { explain } from '../manifest/index.ts';
import {
  levelsPicture,
  passOf,
  type Sheet,
  stationsPicture,
  type VolumeEntry,
  volumePicture,
} from '../pictures/index.ts';
import { type Lesson, manifestAt } from '../study/lessons/index.ts';

/** The picture of a step, drawn from the manifest shown last; null where it has none. */
export function lessonPicture(lesson: Lesson, index: number): Sheet | null {
  const kind = lesson.steps[index]?.picture;
  const manifest = manifestAt(lesson, index);
  if (kind === undefined || manifest === undefined) return null;
  const explanation = explain(manifest.text, { imageUsers: manifest.imageUsers });
  const [pod] = explanation.pods;
  if (pod === undefined) return null;
  switch (kind) {
    case 'levels':
      return levelsPicture(explanation);
    case 'refusals': {
      const enforce = enforcedIn(lesson, index, pod.namespace ?? 'default');
      return stationsPicture(passOf(explanation, pod, enforce === undefined ? {} : { enforce }));
    }
    case 'volume': {
      const { fsGroup, fsGroupChangePolicy } = pod.containers[0]?.fields ?? {};
      const entries = freshVolume(manifest.text);
      if (entries === undefined) return null;
      return volumePicture({
        ...(typeof fsGroup?.value === 'number' ? { fsGroup: fsGroup.value } : {}),
        policy: fsGroupChangePolicy?.value === 'OnRootMismatch' ? 'OnRootMismatch' : 'Always',
        entries,
      });
    }
  }
}

const LEVELS = ['privileged', 'baseline', 'restricted'] as const;

/** The Pod Security level that a namespace enforces by then: what the lesson's own terminals have labelled it with. */
function enforcedIn(
  { steps }: Lesson,
  index: number,
  namespace: string,
): (typeof LEVELS)[number] | undefined {
  const words = steps
    .slice(0, index + 1)
    .flatMap(({ terminal }) => terminal.map(({ line }) => line.split(' ')))
    .filter((each) => each[1] === 'label' && each.includes(namespace) && !each.includes('--dry-run=server'));
  return LEVELS.find((level) => words.at(-1)?.includes(`pod-security.kubernetes.io/enforce=${level}`));
}

/**
 * The first volume of a manifest that fsGroup is for, as it is before anybody uses it: what the kubelet of cluster/
 * makes (`kubelet/volumes.ts`; a test compares). undefined where there is none.
 */
export function freshVolume(manifest: string): readonly VolumeEntry[] | undefined {
  const lines = manifest.split('\n').map((line) => line.trim());
  const kind = FRESH.find(({ key }) => lines.some((line) => line.replace('- ', '').startsWith(key)));
  return kind?.entries;
}

const ROOT_OWNED = { type: 'directory', uid: 0, gid: 0 } as const;
const FRESH: readonly { readonly key: string; readonly entries: readonly VolumeEntry[] }[] = [
  {
    key: 'persistentVolumeClaim:',
    entries: [
      { path: '.', mode: 0o755, ...ROOT_OWNED },
      { path: 'lost+found', mode: 0o700, ...ROOT_OWNED },
    ],
  },
  { key: 'emptyDir:', entries: [{ path: '.', mode: 0o777, ...ROOT_OWNED }] },
];
