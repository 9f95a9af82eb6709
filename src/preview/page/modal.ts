import type { Component, Modal, SelectOption } from '../wire.ts';
import type { FormValue, FormValues } from './api.ts';
import { h } from './dom.ts';
import { markdown } from './markdown.ts';
import type { StateView } from './model.ts';

/** Reads one input's value; undefined leaves it as it is preset. */
type Reader = () => FormValue | undefined;

/** Opens a modal; `submit` rejects with what is wrong, which is shown inside. Closing it sends nothing. */
export function openModal(
  modal: Modal,
  state: StateView,
  submit: (values: FormValues) => Promise<void>,
): void {
  const readers = new Map<string, Reader>();
  const wrong = h('div', { class: 'failed', role: 'alert' });
  const close = () => {
    dialog.close();
    dialog.remove();
  };
  const send = (event: Event) => {
    event.preventDefault();
    const values = [...readers].flatMap(([id, read]) => {
      const value = read();
      return value === undefined ? [] : [[id, value] as const];
    });
    submit(Object.fromEntries(values)).then(close, (error: unknown) => {
      wrong.textContent = error instanceof Error ? error.message : String(error);
    });
  };
  const dialog = h(
    'dialog',
    {
      class: 'modal',
      'data-testid': 'modal',
      'aria-labelledby': 'modal-title',
      oncancel: () => dialog.remove(),
    },
    h(
      'form',
      { onsubmit: send },
      h('h2', { id: 'modal-title' }, modal.title),
      h(
        'div',
        { class: 'modal-app' },
        `This form will be submitted to ${state.bot.global_name}. Do not share passwords or other sensitive information.`,
      ),
      h(
        'div',
        { class: 'modal-fields' },
        ...modal.components.map((one) => drawField(one, state, readers)),
        wrong,
      ),
      h(
        'footer',
        {},
        h(
          'button',
          { type: 'button', class: 'button plain', 'data-testid': 'modal-cancel', onclick: close },
          'Cancel',
        ),
        h('button', { type: 'submit', class: 'button primary', 'data-testid': 'modal-submit' }, 'Submit'),
      ),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector<HTMLElement>('textarea, input, select')?.focus();
}

function drawField(component: Component, state: StateView, readers: Map<string, Reader>): HTMLElement {
  if (component.type === 10) return h('div', { class: 'md' }, ...markdown(component.content ?? '', state));
  const input = component.component ?? component.components?.[0];
  if (!input) return h('div');
  const required = input.required !== false && input.type !== 23;
  const id = `input-${input.custom_id}`;
  const group = input.type === 21 || input.type === 22;
  const label = component.label ?? input.label ?? '';
  return h(
    'div',
    { class: 'modal-field', role: group ? 'group' : undefined, 'aria-label': group ? label : undefined },
    h('label', { for: id }, label, required && h('span', { class: 'star', title: 'required' }, ' *')),
    component.description ? h('div', { class: 'hint' }, component.description) : null,
    drawInput(input, id, state, readers),
  );
}

function drawInput(
  input: Component,
  id: string,
  state: StateView,
  readers: Map<string, Reader>,
): HTMLElement {
  const key = input.custom_id ?? '';
  const common = { id, 'data-testid': `modal-input-${key}` };
  if (input.type === 4) {
    const attributes = { ...common, maxlength: input.max_length ?? 4000, placeholder: input.placeholder };
    const box =
      input.style === 2
        ? h('textarea', { ...attributes, rows: 8, spellcheck: 'false' })
        : h('input', { ...attributes, type: 'text' });
    box.value = input.value ?? '';
    readers.set(key, () => box.value);
    return box;
  }
  if (input.type === 19) {
    const box = h('input', { ...common, type: 'file', multiple: (input.max_values ?? 1) > 1 });
    readers.set(key, () => [...(box.files ?? [])]);
    return box;
  }
  if (input.type === 23) {
    const box = h('input', { ...common, type: 'checkbox', checked: input.default === true });
    readers.set(key, () => box.checked);
    return box;
  }
  const options: readonly SelectOption[] =
    input.options ?? state.people.map((one) => ({ label: one.global_name ?? one.username, value: one.id }));
  const many = (input.max_values ?? 1) > 1;
  if (input.type === 21 || input.type === 22 || many) {
    const type = input.type === 21 ? 'radio' : 'checkbox';
    const boxes = options.map((one) =>
      h('input', {
        type,
        name: key,
        value: one.value,
        checked: one.default === true,
        'data-testid': `${common['data-testid']}-${one.value}`,
      }),
    );
    readers.set(key, () => {
      const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
      return input.type === 21 ? chosen[0] : chosen;
    });
    return h(
      'div',
      { class: 'group' },
      ...options.map((one, index) =>
        h(
          'label',
          {},
          boxes[index],
          h('span', {}, one.label, one.description ? h('small', {}, one.description) : null),
        ),
      ),
    );
  }
  const select = h(
    'select',
    common,
    h('option', { value: '' }, input.placeholder ?? 'Make a selection'),
    ...options.map((one) =>
      h(
        'option',
        { value: one.value, selected: one.default === true },
        one.description ? `${one.label} — ${one.description}` : one.label,
      ),
    ),
  );
  readers.set(key, () => [...select.selectedOptions].map((one) => one.value).filter((value) => value !== ''));
  return select;
}
