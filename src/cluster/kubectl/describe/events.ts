/** The events of an object at the end of its description (describe.go DescribeEvents). */
import { list, resource } from '../../api/index.ts';
import type { Draft } from '../../draft.ts';
import type { JsonObject } from '../../json.ts';
import { age, at, number, text } from '../tables/cells.ts';
import type { Page } from './page.ts';

/** Every event about an object, oldest first. */
function eventsOf(draft: Draft, object: JsonObject): readonly JsonObject[] {
  const metadata = at(object, 'metadata');
  const found = list(
    draft,
    resource('events'),
    typeof metadata.namespace === 'string' ? metadata.namespace : null,
  );
  const mine = (found.ok ? found.value : []).filter((event) => {
    const about = at(event, 'involvedObject');
    return (
      about.kind === object.kind &&
      about.name === metadata.name &&
      (about.uid === metadata.uid || (object.kind === 'Node' && about.uid === metadata.name))
    );
  });
  return mine.toSorted(byTime);
}

/** kubectl pkg/util/event/sorted_event_list.go: by the last time they happened. */
export function byTime(a: JsonObject, b: JsonObject): number {
  return lastOf(a) - lastOf(b);
}

/** When an event happened last, in ms. */
function lastOf(event: JsonObject): number {
  const moment =
    at(event, 'series').lastObservedTime ?? event.lastTimestamp ?? event.eventTime ?? event.firstTimestamp;
  return typeof moment === 'string' ? Date.parse(moment) : 0;
}

/** `2d (x12 over 3d)`. */
export function intervalOf(event: JsonObject, now: number): string {
  const first = age(event.eventTime ?? event.firstTimestamp, now);
  const series = at(event, 'series');
  if (event.series !== undefined && event.series !== null)
    return `${age(series.lastObservedTime, now)} (x${number(series.count)} over ${first})`;
  if (number(event.count) > 1)
    return `${age(event.lastTimestamp, now)} (x${number(event.count)} over ${first})`;
  return first;
}

export function events(page: Page, draft: Draft, object: JsonObject): void {
  const list = eventsOf(draft, object);
  if (list.length === 0) {
    page.line(0, 'Events:\t<none>');
    return;
  }
  page.flush();
  page.line(0, 'Events:');
  page.line(0, '  Type\tReason\tAge\tFrom\tMessage');
  page.line(1, '----\t------\t----\t----\t-------');
  for (const event of list) {
    const source = text(at(event, 'source').component) || text(event.reportingComponent);
    const field = text(at(event, 'involvedObject').fieldPath);
    const message = `${field === '' ? '' : `${field}: `}${text(event.message).trim()}`;
    page.line(
      1,
      `${text(event.type)}\t${text(event.reason)}\t${intervalOf(event, page.now)}\t${source}\t${message}`,
    );
  }
}
