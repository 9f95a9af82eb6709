import { type Component, everyComponent, type Json, Kind } from '../wire.ts';
import { checkUnique } from './components.ts';
import { checkOptions, checkSelect, SELECTS } from './controls.ts';
import { Issues, isRecord } from './issues.ts';

type At = readonly (string | number)[];

const IN_LABEL = [
  Kind.textInput,
  ...SELECTS,
  Kind.fileUpload,
  Kind.radioGroup,
  Kind.checkboxGroup,
  Kind.checkbox,
];

/** Throws 50035 for a modal Discord would refuse: 1-5 of label, text display or (deprecated) row with one text input. */
export function checkModal(body: Json): void {
  const issues = new Issues();
  const at: At = ['data'];
  issues.string(body, 'title', at, 1, 45, true);
  issues.string(body, 'custom_id', at, 1, 100, true);
  for (const [index, component] of issues.list(body, 'components', at, 1, 5)) {
    const path = [...at, 'components', index];
    const type = issues.choice(component, 'type', path, [Kind.row, Kind.text, Kind.label], true);
    issues.integer(component, 'id', path, 0, 2 ** 31 - 1);
    if (type === Kind.text) issues.string(component, 'content', path, 1, 4000, true);
    if (type === Kind.label) checkLabel(component, path, issues);
    if (type === Kind.row) {
      for (const [inner, child] of issues.list(component, 'components', path, 1, 1)) {
        const where = [...path, 'components', inner];
        if (issues.choice(child, 'type', where, [Kind.textInput], true)) {
          issues.string(child, 'label', where, 1, 45, true);
          checkTextInput(child, where, issues);
        }
      }
    }
  }
  if (issues.count === 0)
    checkUnique([...everyComponent(body.components as readonly Component[])], at, issues);
  issues.throwIfAny();
}

function checkLabel(label: Json, at: At, issues: Issues): void {
  issues.string(label, 'label', at, 1, 45, true);
  issues.string(label, 'description', at, 1, 100);
  const path = [...at, 'component'];
  const child = label.component;
  if (!isRecord(child)) {
    issues.required(path);
    return;
  }
  const type = issues.choice(child, 'type', path, IN_LABEL, true);
  issues.integer(child, 'id', path, 0, 2 ** 31 - 1);
  if (type === undefined) return;
  if (type === Kind.textInput) {
    if (child.label)
      issues.add(
        [...path, 'label'],
        'TEXT_INPUT_LABEL_IN_LABEL',
        'A text input inside a label has no label of its own.',
      );
    checkTextInput(child, path, issues);
    return;
  }
  if (SELECTS.includes(type)) {
    checkSelect(child, path, issues, 'modal');
    return;
  }
  issues.string(child, 'custom_id', path, 1, 100, true);
  issues.boolean(child, 'required', path);
  if (type === Kind.radioGroup) checkOptions(child, path, issues, 2, 10, 1);
  if (type === Kind.checkbox) issues.boolean(child, 'default', path);
  if (type === Kind.fileUpload || type === Kind.checkboxGroup) {
    const min = issues.integer(child, 'min_values', path, 0, 10) ?? 1;
    const max = issues.integer(child, 'max_values', path, 1, 10) ?? (type === Kind.fileUpload ? 1 : 10);
    if (min > max)
      issues.add([...path, 'min_values'], 'BASE_TYPE_BAD_RANGE', 'min_values must not exceed max_values.');
    if (child.required !== false && child.min_values === 0) {
      issues.add(
        [...path, 'min_values'],
        'NUMBER_TYPE_MIN',
        'min_values must be 1 or more when it is required.',
      );
    }
    if (type === Kind.checkboxGroup) {
      const count = checkOptions(child, path, issues, 1, 10, max);
      if (typeof child.max_values === 'number' && max > count) {
        issues.add(
          [...path, 'max_values'],
          'BASE_TYPE_MAX_VALUES',
          `max_values (${max}) exceeds the number of options (${count}).`,
        );
      }
    }
  }
}

function checkTextInput(input: Json, at: At, issues: Issues): void {
  issues.string(input, 'custom_id', at, 1, 100, true);
  issues.choice(input, 'style', at, [1, 2], true);
  const min = issues.integer(input, 'min_length', at, 0, 4000) ?? 0;
  const max = issues.integer(input, 'max_length', at, 1, 4000) ?? 4000;
  if (min > max)
    issues.add([...at, 'min_length'], 'BASE_TYPE_BAD_RANGE', 'min_length must not exceed max_length.');
  issues.boolean(input, 'required', at);
  issues.string(input, 'value', at, 0, max);
  issues.string(input, 'placeholder', at, 0, 100);
}
