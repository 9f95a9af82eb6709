/** The editor that nano, vi and kubectl edit open: CodeMirror, with what Podium finds in a manifest as one types. */
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, linter, lintGutter, lintKeymap } from '@codemirror/lint';
import { EditorState, type Text } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { h } from './dom.ts';
import { type Finding, findingsIn } from './findings.ts';
import { inline } from './markdown.ts';

/** Between the last key and the findings, in ms. */
const DELAY_MS = 250;

/** Colours come from the page's own variables, for dark and light. */
const COLOURS = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--key)' },
  { tag: [tags.string, tags.content], color: 'var(--string)' },
  { tag: tags.comment, color: 'var(--muted)' },
  { tag: [tags.number, tags.bool, tags.null, tags.keyword], color: 'var(--number)' },
]);

export interface OpenEditor {
  readonly element: HTMLElement;
  focus(): void;
  /** What stands in it. */
  text(): string;
  close(): void;
}

/** Opens it on a file; `done` is called with what is saved, or with null. */
export function openEditor(
  { path, text }: { readonly path: string; readonly text: string },
  done: (text: string | null) => void,
): OpenEditor {
  const manifest = /\.(?:ya?ml|json)$/.test(path) || path.includes('kubectl-edit');
  const list = h('ol', { class: 'findings', 'aria-label': 'Findings' });
  const status = h('p', { class: 'findings-count', role: 'status' });
  const show = (findings: readonly Finding[]): void => {
    list.replaceChildren(...findings.map((one) => row(one)));
    const count = findings.length;
    status.textContent = !manifest
      ? ''
      : count === 0
        ? 'Nothing found.'
        : `${count} finding${count === 1 ? '' : 's'}.`;
  };
  const row = ({ line, severity, message, fix }: Finding): HTMLLIElement =>
    h(
      'li',
      { class: severity },
      h(
        'button',
        { type: 'button', class: 'plain', onclick: () => goTo(line) },
        `Line ${line}, ${severity}: `,
        inline(fix === null ? message : `${message} ${fix}`),
      ),
    );
  const save = (): boolean => {
    done(view.state.doc.toString());
    return true;
  };
  const saveButton = h('button', { type: 'button', class: 'main', onclick: save }, 'Save and close');
  const view = new EditorView({
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        highlightActiveLine(),
        syntaxHighlighting(COLOURS),
        EditorView.contentAttributes.of({ 'aria-label': `Text of ${path}`, tabindex: '0' }),
        EditorView.lineWrapping,
        ...(manifest
          ? [
              yaml(),
              lintGutter(),
              linter(
                ({ state }) => {
                  const findings = findingsIn(state.doc.toString());
                  show(findings);
                  return findings.map((one) => diagnostic(one, state.doc));
                },
                { delay: DELAY_MS },
              ),
            ]
          : []),
        keymap.of([
          { key: 'Mod-s', run: save, preventDefault: true },
          {
            key: 'Escape',
            run: () => {
              saveButton.focus();
              return true;
            },
          },
          ...lintKeymap,
          ...defaultKeymap,
          ...historyKeymap,
        ]),
      ],
    }),
  });
  const goTo = (line: number): void => {
    const { from } = view.state.doc.line(Math.min(line, view.state.doc.lines));
    view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
    view.focus();
  };
  const element = h(
    'section',
    { class: 'editor', 'aria-label': `Editor: ${path}` },
    h(
      'header',
      {},
      h('h2', {}, path),
      saveButton,
      h('button', { type: 'button', onclick: () => done(null) }, 'Close without saving'),
    ),
    h('div', { class: 'code' }, view.dom),
    status,
    list,
    h('p', { class: 'help' }, 'Ctrl+S saves and closes. Escape leads to the buttons.'),
  );
  if (manifest) show(findingsIn(text));
  return {
    element,
    focus: () => view.focus(),
    text: () => view.state.doc.toString(),
    close: () => view.destroy(),
  };
}

function diagnostic({ line, severity, message, fix }: Finding, document: Text): Diagnostic {
  const { from, to, text } = document.line(Math.max(1, Math.min(line, document.lines)));
  const begin = from + (text.length - text.trimStart().length);
  return {
    from: Math.min(begin, to),
    to,
    severity: severity === 'hint' ? 'info' : severity,
    message: fix === null ? message : `${message} ${fix}`,
  };
}
