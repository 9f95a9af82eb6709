import { h } from './dom.ts';

/** The Markdown that labs are written in, as elements: paragraphs, lists, blocks of code, `code`, **bold**. */
export function markdown(text: string): DocumentFragment {
  const out = document.createDocumentFragment();
  let block: string[] | null = null;
  let list: HTMLUListElement | null = null;
  for (const line of text.trimEnd().split('\n')) {
    if (line.trimStart().startsWith('```')) {
      if (block !== null)
        out.append(h('pre', { tabindex: '0', role: 'group', 'aria-label': 'Example' }, block.join('\n')));
      block = block === null ? [] : null;
      list = null;
    } else if (block !== null) block.push(line);
    else if (/^\s*[-*] /.test(line)) {
      if (list === null) {
        list = h('ul');
        out.append(list);
      }
      list.append(h('li', {}, inline(line.replace(/^\s*[-*] /, ''))));
    } else {
      list = null;
      if (line.trim() !== '') out.append(h('p', {}, inline(line)));
    }
  }
  if (block !== null) out.append(h('pre', { tabindex: '0' }, block.join('\n')));
  return out;
}

/** One line of it. */
export function inline(line: string): DocumentFragment {
  const out = document.createDocumentFragment();
  const parts = line.split('`');
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 1 && index < parts.length - 1) out.append(h('code', {}, part));
    else
      for (const [at, words] of `${index % 2 === 1 ? '`' : ''}${part}`.split('**').entries())
        out.append(at % 2 === 1 ? h('strong', {}, words) : words);
  }
  return out;
}
