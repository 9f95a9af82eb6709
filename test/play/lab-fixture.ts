import { labSource } from '../../src/play/labs-source.ts';
import type { Lab, LabStep } from '../../src/study/labs/index.ts';

const step = (id: string, more: Partial<LabStep>): LabStep => ({
  id,
  title: id,
  words: `Do \`${id}\`.`,
  goals: [],
  hints: ['A nudge.', 'More.', 'The answer.'],
  quick: [],
  solution: [],
  attempts: [],
  ...more,
});

/** Two steps: a file, and who a pod runs as. */
export const TINY: Lab = {
  id: 'tiny',
  revision: 1,
  title: 'A tiny lab',
  topic: 'levels',
  kind: 'guided',
  difficulty: 2,
  minutes: 5,
  exams: ['CKA'],
  story: 'A file, then a pod.',
  after: [],
  teaches: ['first/choice', 'first/number'],
  start: {
    seed: 7,
    files: {
      'web.yaml':
        'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - name: app\n    image: busybox:1.36\n    command: ["sleep", "3600"]\n    securityContext:\n      runAsUser: 1000\n',
    },
    images: {},
    manifests: [],
    lines: [],
  },
  steps: [
    step('note', {
      title: 'Write a note',
      goals: [{ id: 'there', kind: 'file', path: 'note.txt', includes: 'hello' }],
      quick: ['echo hello > note.txt', 'nano note.txt'],
      attempts: [
        {
          id: 'other-words',
          typed: [],
          unmet: ['there'],
          remark: 'The note is there, and says something else.',
          when: [{ id: 'when-1', kind: 'file', path: 'note.txt', includes: 'bye' }],
        },
      ],
    }),
    step('pod', {
      title: 'Start the pod',
      goals: [
        { id: 'runs', kind: 'running', object: 'pod/web' },
        { id: 'who', kind: 'process', object: 'pod/web', uid: 1000 },
      ],
      quick: ['kubectl apply -f web.yaml', 'kubectl exec -it web -- sh', 'kubectl get pods'],
    }),
  ],
};

/** Another one, of one step, that is to be done after it. */
export const AFTER: Lab = {
  ...TINY,
  id: 'after',
  title: 'The lab after it',
  kind: 'task',
  difficulty: 3,
  after: ['tiny'],
  steps: TINY.steps.slice(0, 1),
};

export const tinyLabs = labSource(() => [TINY, AFTER]);

/** What leads to the end of each step of {@link TINY}. */
export const SOLVING = ['echo hello > note.txt', 'kubectl apply -f web.yaml'] as const;
