/** The page of a lab, or of all. Who it is for stands behind # in the address and is sent with each request. */
import '@xterm/xterm/css/xterm.css';
import './style.css';
import { CallError } from './api.ts';
import { h } from './dom.ts';
import { openLabPage } from './lab.ts';
import { openListPage } from './list.ts';

const app = document.querySelector<HTMLElement>('#app');
if (app === null) throw new Error('the page has no #app');

function tell(words: string): void {
  app?.replaceChildren(h('main', { class: 'list' }, h('h1', {}, 'Podium labs'), h('p', {}, words)));
}

addEventListener('hashchange', () => location.reload());
if (location.hash.length < 2)
  tell('This address has no pass in it. Open a lab with /lab in Discord and press “Open in the browser”.');
else
  try {
    await (location.pathname.startsWith('/lab/') ? openLabPage(app) : openListPage(app));
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    tell(error.message);
  }
