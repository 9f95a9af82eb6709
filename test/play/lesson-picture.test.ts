import { describe, expect, test } from 'vitest';
import { createCluster, run } from '../../src/cluster/index.ts';
import { modeText } from '../../src/cluster/tools/mode.ts';
import { freshVolume, lessonPicture } from '../../src/play/lesson-picture.ts';
import { OUR_LESSONS } from './lesson-fixture.ts';

const pictured = OUR_LESSONS.flatMap((lesson) =>
  lesson.steps.flatMap(({ id, picture }, index) => (picture === undefined ? [] : [{ lesson, id, index }])),
);

describe('the picture of a step', () => {
  test.each(pictured.map((each) => [`${each.lesson.id}/${each.id}`, each] as const))(
    '%s is drawn, with the same in words',
    (_name, { lesson, index }) => {
      const sheet = lessonPicture(lesson, index);
      expect(sheet?.svg).toContain('<svg');
      expect(sheet?.alt.length).toBeGreaterThan(40);
    },
  );

  test('of a namespace that the lesson has labelled says what is enforced there', () => {
    const lesson = OUR_LESSONS.find(({ id }) => id === 'pod-security');
    const index = lesson?.steps.findIndex(({ id }) => id === 'label') ?? -1;
    expect(lesson === undefined ? '' : lessonPicture(lesson, index)?.alt).toContain('violates restricted');
  });

  test.each(['emptyDir: {}', 'persistentVolumeClaim:\n      claimName: notes'])(
    'of a volume begins with what the kubelet makes: %s',
    (source) => {
      const manifest = `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: notes
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 1Gi
---
apiVersion: v1
kind: Pod
metadata:
  name: p
spec:
  containers:
  - name: app
    image: busybox:1.36
    command: ["sleep", "3600"]
    volumeMounts:
    - name: data
      mountPath: /data
  volumes:
  - name: data
    ${source}
`;
      const applied = run(
        createCluster({ files: { 'p.yaml': manifest } }),
        'kubectl apply -f p.yaml; sleep 30',
      );
      const { stdout } = run(applied.cluster, 'kubectl exec p -- ls -lan /data');
      const seen = stdout
        .split('\n')
        .map((line) => line.trim().split(/\s+/))
        .filter((words) => words.length > 8 && words.at(-1) !== '..')
        .map((words) => [words.at(-1), words[0], words[2], words[3]].join(' '));
      const drawn = freshVolume(manifest)?.map(
        ({ path, mode, uid, gid }) => `${path} ${modeText('d', mode)} ${uid} ${gid}`,
      );
      expect(seen).toEqual(drawn);
    },
  );
});
