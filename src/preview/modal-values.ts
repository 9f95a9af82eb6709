import { resolvedChosen } from './describe.ts';
import { storeFile, type Upload } from './files.ts';
import { NotPossible, type Stage } from './stage.ts';
import { type Attachment, type Component, type Json, Kind, type Modal } from './wire.ts';

/** custom_id → text of a text input, values of a select or group, true/false of a checkbox, files of an upload. */
export type ModalValues = Readonly<Record<string, string | boolean | readonly string[] | readonly Upload[]>>;

/**
 * Turns what a person filled in into the `components` of a MODAL_SUBMIT, checked as Discord's client does
 * (required, lengths, counts). What is not mentioned is left as the modal presets it. Throws NotPossible.
 */
export function fillModal(
  stage: Stage,
  modal: Modal,
  values: ModalValues,
): { components: Json[]; resolved: Json | undefined } {
  const attachments: Record<string, Attachment> = {};
  const chosen: string[] = [];
  const used = new Set<string>();
  let next = 1;
  const fill = (component: Component, label?: string): Json => {
    const id = component.id ? component.id : next++;
    const base = { type: component.type, id };
    if (component.component) return { ...base, component: fill(component.component, component.label) };
    if (component.components)
      return { ...base, components: component.components.map((one) => fill(one, one.label)) };
    if (component.custom_id === undefined) return base;
    used.add(component.custom_id);
    const given = values[component.custom_id];
    return {
      ...base,
      custom_id: component.custom_id,
      ...inputValue(stage, { ...component, label: label ?? component.custom_id }, given, attachments, chosen),
    };
  };
  const components = modal.components.map((one) => fill(one));
  const odd = Object.keys(values).find((key) => !used.has(key));
  if (odd) throw new NotPossible(`The modal has no input “${odd}”.`);
  const resolved = {
    ...(Object.keys(attachments).length > 0 ? { attachments } : {}),
    ...resolvedChosen(stage, chosen),
  };
  return { components, resolved: Object.keys(resolved).length > 0 ? resolved : undefined };
}

function inputValue(
  stage: Stage,
  component: Component,
  given: ModalValues[string] | undefined,
  attachments: Record<string, Attachment>,
  people: string[],
): Json {
  const wrong = (what: string) => new NotPossible(`“${component.label}” ${what}.`);
  const required = component.required !== false;
  if (component.type === Kind.textInput) {
    const text = typeof given === 'string' ? given : (component.value ?? '');
    const length = [...text].length;
    if (required && length === 0) throw wrong('is required');
    if (length > 0 && length < (component.min_length ?? 0))
      throw wrong(`has at least ${component.min_length} characters`);
    if (length > (component.max_length ?? 4000))
      throw wrong(`has at most ${component.max_length ?? 4000} characters`);
    return { value: text };
  }
  if (component.type === Kind.checkbox)
    return { value: typeof given === 'boolean' ? given : component.default === true };
  if (component.type === Kind.radioGroup) {
    const preset = component.options?.find((option) => option.default)?.value;
    const value = typeof given === 'string' ? given : Array.isArray(given) ? given[0] : preset;
    if (required && value === undefined) throw wrong('is required');
    if (value !== undefined && !component.options?.some((option) => option.value === value))
      throw wrong('has no such option');
    return { value: value ?? null };
  }
  const list = Array.isArray(given) ? given : typeof given === 'string' ? [given] : undefined;
  const group = component.type === Kind.checkboxGroup;
  const min = component.min_values ?? (required ? 1 : 0);
  const max = component.max_values ?? (group ? (component.options?.length ?? 10) : 1);
  const chosen =
    list ?? component.options?.filter((option) => option.default).map((option) => option.value) ?? [];
  if ((required || chosen.length > 0) && chosen.length < min) throw wrong(`needs at least ${min}`);
  if (chosen.length > max) throw wrong(`takes at most ${max}`);
  if (component.type === Kind.fileUpload) {
    const stored = (chosen as readonly Upload[]).map((upload) =>
      storeFile(stage.world, stage.world.id(), upload, true),
    );
    for (const one of stored) attachments[one.id] = one;
    return { values: stored.map((one) => one.id) };
  }
  for (const value of chosen as readonly string[]) {
    if (component.options && !component.options.some((option) => option.value === value))
      throw wrong('has no such option');
    if (!component.options) people.push(value);
  }
  return { values: chosen };
}
