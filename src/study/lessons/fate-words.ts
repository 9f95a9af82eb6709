import type { PodSecurity } from '../../manifest/index.ts';
import type { EffectiveRow, EffectiveTable } from './effective-table.ts';

/** What comes of a container, in a few words: `starts`, `does not start: …`. */
export function fateWords(fate: EffectiveTable['fate']): string {
  switch (fate.verdict) {
    case 'starts':
      return 'starts';
    case 'refused':
      return `does not start: ${fate.reason}`;
    case 'pod-refused':
      return `the kubelet refuses the pod: ${fate.reason}`;
    case 'not-created':
      return `not created: ${fate.by === 'kubectl' ? 'kubectl’s strict validation' : 'the API server'} refuses it`;
    case 'not-known':
      return 'not known whether it starts';
    case 'depends-on-image':
      return `depends on the image (${fate.cases
        .map(({ imageUser, start }) => {
          const user = imageUser === '' ? 'no USER' : `USER ${imageUser}`;
          return `${user}: ${start.verdict === 'starts' ? 'starts' : 'refused'}`;
        })
        .join('; ')})`;
  }
}

/** Where a value comes from, and which one it takes the place of: `container, line 14; overrides 1000`. */
export function originWords({ source, line, overrides }: EffectiveRow): string {
  const from = source === 'unset' ? '' : line === undefined ? source : `${source}, line ${line}`;
  return `${from}${overrides === undefined ? '' : `; overrides ${overrides}`}`;
}

/** Every group of the process; the image's own stands last, where the image decides. */
export function groupWords({ process }: EffectiveTable): string {
  const image = process.gid === null ? ['the image’s own'] : [];
  return [...process.groups, ...image].join(', ');
}

/** The level that a pod meets, and what keeps it from the next. */
export function securityWords({ level, baseline, restricted }: PodSecurity): string {
  const next = level === 'privileged' ? baseline : level === 'baseline' ? restricted : [];
  return `${level ?? 'not known'}${next.length === 0 ? '' : `; not more, because of ${next.join(', ')}`}`;
}
