import type { ContainerExplanation, EffectiveField, Json } from '../../../manifest/index.ts';

/** A value of a manifest as one reads it aloud. */
export function said(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const groupList = (value: Json): string => (Array.isArray(value) ? value.join(' and ') : said(value));

/** What the container's own value does to the pod's. */
function lostTo({ value, overrides }: EffectiveField): string {
  if (overrides === undefined) return '';
  return said(value) === said(overrides.value)
    ? `, as the pod does in line ${overrides.line}`
    : `, which wins over the pod's ${said(overrides.value)} in line ${overrides.line}`;
}

/** One sentence: where the effective value of `field` in the container comes from, with the line it stands in. */
export function provenance(container: ContainerExplanation, field: string): string {
  const name = `\`${container.name}\``;
  const found = container.fields[field];
  if (found === undefined) return `Nothing sets \`${field}\` for ${name}.`;
  const value = said(found.value);
  if (field === 'supplementalGroups')
    return found.source === 'unset'
      ? 'The pod adds no further groups.'
      : `The pod's fsGroup and supplementalGroups add ${groupList(found.value)} to the groups.`;
  if (found.source === 'container')
    return `${name} sets \`${field}\` itself in line ${found.line}: ${value}${lostTo(found)}.`;
  if (found.source === 'pod')
    return `${name} sets no \`${field}\`, so line ${found.line} of the pod applies: ${value}.`;
  if (found.source === 'image' && found.username !== undefined)
    return `Neither ${name} nor the pod sets \`${field}\`, so the image's USER applies: ${found.username}.`;
  if (found.source === 'image')
    return `Neither ${name} nor the pod sets \`${field}\`, so the image's USER applies: ${value}.`;
  if (field === 'runAsUser')
    return `Neither ${name}, nor the pod, nor the image says which user, so it is root: 0.`;
  return `Neither ${name} nor the pod sets \`${field}\`.`;
}
