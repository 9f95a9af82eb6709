import { h } from './dom.ts';

/** Asks before something is done; Escape and Cancel mean no. */
export function confirmed(question: string, yes: string): Promise<boolean> {
  return new Promise((resolve) => {
    const dialog = h(
      'dialog',
      { 'aria-label': question },
      h('p', {}, question),
      h(
        'div',
        { class: 'buttons' },
        h('button', { type: 'button', class: 'main', onclick: () => close('yes') }, yes),
        h('button', { type: 'button', onclick: () => close('no') }, 'Cancel'),
      ),
    );
    const close = (value: string): void => dialog.close(value);
    show(dialog, () => resolve(dialog.returnValue === 'yes'));
  });
}

/** Shows the learner's files; `edit` opens one in the editor. */
export function showFiles(
  files: readonly { readonly path: string; readonly text: string }[],
  edit: (path: string) => void,
): void {
  const dialog = h(
    'dialog',
    { class: 'files', 'aria-label': 'Your files' },
    h('h2', {}, 'Your files'),
    files.length === 0 ? h('p', {}, 'You have no files yet. nano pod.yaml makes one.') : null,
    ...files.map(({ path, text }) =>
      h(
        'details',
        {},
        h('summary', {}, path.replace(/^\/root\//, '')),
        h('pre', { tabindex: '0', role: 'group', 'aria-label': `Text of ${path}` }, text),
        h(
          'button',
          {
            type: 'button',
            onclick: () => {
              dialog.close();
              edit(path.replace(/^\/root\//, ''));
            },
          },
          'Edit',
        ),
      ),
    ),
    h(
      'div',
      { class: 'buttons' },
      h('button', { type: 'button', class: 'main', onclick: () => dialog.close() }, 'Close'),
    ),
  );
  show(dialog, () => undefined);
}

function show(dialog: HTMLDialogElement, closed: () => void): void {
  const before = document.activeElement;
  document.body.append(dialog);
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (before instanceof HTMLElement) before.focus();
    closed();
  });
  dialog.showModal();
}
