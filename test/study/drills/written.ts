/**
 * The text of a drawn manifest with a line written at a place, as a person would: `pod` (its securityContext),
 * `spec` (the pod spec itself), or the name of a container (its securityContext). A line of the same key goes.
 */
export function written(manifest: string, place: string, line: string): string {
  return changed(manifest, place, line.slice(0, line.indexOf(':')), line);
}

/** The text without a line of this key at the place, and with the new one where there is one. */
export function changed(manifest: string, place: string, key: string, line?: string): string {
  const lines = manifest.trimEnd().split('\n');
  const ofPod = place === 'pod' || place === 'spec';
  const anchor = ofPod
    ? lines.findIndex((each) => /^ *(initContainers|containers):$/.test(each))
    : lines.findIndex((each) => each.trim() === `- name: ${place}`);
  const indent = ' '.repeat((lines[anchor] ?? '').search(/\S/) + (ofPod ? 0 : 2));
  if (place === 'spec') {
    const added = line === undefined ? [] : [`${indent}${line}`];
    return `${[...lines.slice(0, anchor), ...added, ...lines.slice(anchor)].join('\n')}\n`;
  }
  // The block of this holder: after the anchor for a container, before it for the pod.
  const from = ofPod ? lines.indexOf(`${indent}securityContext:`) : anchor;
  const stop = ofPod ? anchor : lines.findIndex((each, at) => at > anchor && !each.startsWith(indent));
  const to = stop < 0 ? lines.length : stop;
  const block = from < 0 || from > to ? [] : lines.slice(from, to);
  const rest = block.filter((each) => !each.startsWith(`${indent}  ${key}:`));
  const at = rest.indexOf(`${indent}securityContext:`);
  const set = line === undefined ? [] : [`${indent}  ${line}`];
  const next =
    at < 0
      ? [...rest, ...(set.length > 0 ? [`${indent}securityContext:`, ...set] : [])]
      : [...rest.slice(0, at + 1), ...set, ...rest.slice(at + 1)];
  const start = block.length === 0 ? to : from;
  return `${[...lines.slice(0, start), ...next, ...lines.slice(start + block.length)].join('\n')}\n`;
}
