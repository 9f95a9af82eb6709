import type { Field, Level, Merge } from '../../manifest/index.ts';
import { ACCENT, codeBlock, container, linkButton, row, separator, text } from '../platform/components.ts';
import type { OutgoingMessage } from '../platform/message.ts';

const PLACES: Readonly<Record<Level, string>> = {
  pod: 'pod level, in `spec.securityContext`',
  container: 'container level, in `securityContext` of any container (init, sidecar and ephemeral ones too)',
  spec: 'the pod spec itself, directly under `spec`',
};

const MERGING: Readonly<Record<Merge, string>> = {
  field: 'the container’s value; without one the pod’s. Each field on its own.',
  whole: 'the container’s whole object; nothing inside is taken from the pod’s.',
  inside: 'the container’s, key by key; keys it does not set come from the pod.',
  'pod-only': 'no container can set it: it holds for the whole pod.',
  'container-only': 'each container has its own; a pod-level value does not exist.',
};

const HEADINGS: Readonly<Record<Level, string>> = {
  pod: '**For all containers**',
  container: '**For one container**',
  spec: '**For the pod**',
};

/** A field of the table as a card: what it does, where it may stand, which level wins, an example at each level. */
export function fieldMessage(field: Field): OutgoingMessage {
  const facts = [
    `**Where:** ${field.levels.map((level) => PLACES[level]).join('; ')}`,
    `**Which level wins:** ${MERGING[field.merge]}`,
    `**Value:** ${field.type}`,
    `**If no level sets it:** ${field.default}`,
    `**Since:** Kubernetes ${field.since}`,
  ];
  const examples = field.levels.map(
    (level) => `${HEADINGS[level]}\n${codeBlock('yaml', (field.examples[level] ?? '').trimEnd())}`,
  );
  return {
    components: [
      container(ACCENT.neutral, [
        text(`### \`${field.name}\`\n${field.meaning}`),
        text(facts.join('\n')),
        separator(),
        text(examples.join('\n')),
      ]),
      row([linkButton(field.documentation, 'Documentation')]),
    ],
  };
}
