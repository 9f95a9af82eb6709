import type { Choice } from '../wire.ts';
import type { EventView, StateView } from './model.ts';

/** A value of an option or an input; files are taken out and sent beside the JSON. */
export type FormValue = string | number | boolean | File | readonly string[] | readonly File[];
export type FormValues = Readonly<Record<string, FormValue>>;

export async function loadState(user: string): Promise<StateView> {
  const response = await fetch(`/preview/state?user=${encodeURIComponent(user)}`);
  return (await response.json()) as StateView;
}

/** Calls back for everything this person sees happen, and after a reconnection. */
export function listen(user: string, onEvent: (event: EventView) => void, onReconnect: () => void): void {
  const source = new EventSource(`/preview/events?user=${encodeURIComponent(user)}`);
  let opened = false;
  source.addEventListener('open', () => {
    if (opened) onReconnect();
    opened = true;
  });
  source.addEventListener('message', (event) => onEvent(JSON.parse(String(event.data)) as EventView));
}

/** Performs an act; throws an Error with what Discord's client would say. */
export async function act(
  body: Readonly<Record<string, unknown>>,
  files: readonly File[] = [],
): Promise<unknown> {
  const found = [...files];
  const place = (value: unknown): unknown => {
    if (value instanceof File) return { file: found.push(value) - 1 };
    if (Array.isArray(value)) return value.map(place);
    return value;
  };
  const values = body.values as FormValues | undefined;
  const sent = values
    ? {
        ...body,
        values: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, place(value)])),
      }
    : body;
  const form = new FormData();
  form.append('payload_json', JSON.stringify(sent));
  found.forEach((file, index) => {
    form.append(`files[${index}]`, file, file.name);
  });
  const response = await fetch('/preview/act', { method: 'POST', body: form });
  const result = (await response.json()) as { error?: string };
  if (!response.ok) throw new Error(result.error ?? 'The preview could not do that.');
  return result;
}

export async function complete(body: Readonly<Record<string, unknown>>): Promise<readonly Choice[]> {
  const result = (await act({ ...body, act: 'complete' })) as { choices?: readonly Choice[] };
  return result.choices ?? [];
}
