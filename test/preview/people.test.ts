import { expect, test } from 'vitest';
import { startPreview } from '../../src/preview/server.ts';

interface Told {
  readonly kind: string;
  readonly people?: readonly { readonly global_name: string }[];
}

/** What the preview tells an open page, one event after the other. */
async function* eventsOf(response: Response): AsyncGenerator<Told, undefined> {
  let text = '';
  for await (const bytes of response.body ?? []) {
    text += new TextDecoder().decode(bytes);
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) yield JSON.parse(block.replace('data: ', '')) as Told;
  }
  return undefined;
}

test('an open page is told of who is there and of who joins (once they were unknown until a reload)', async () => {
  const preview = await startPreview({ port: 0 });
  const { id } = preview.driver.person('Ada');
  const events = eventsOf(await fetch(`${preview.url}/preview/events?user=${id}`));
  const names = async () => (await events.next()).value?.people?.map(({ global_name }) => global_name);
  expect(await names()).toEqual(['Ada', 'Grace', 'Linus']);
  await fetch(`${preview.url}/preview/state?user=Bob`);
  expect(await names()).toEqual(['Ada', 'Grace', 'Linus', 'Bob']);
  await fetch(`${preview.url}/preview/state?user=Bob`);
  preview.driver.person('Alan');
  expect(await names()).toEqual(['Ada', 'Grace', 'Linus', 'Bob', 'Alan']);
  await preview.close();
});
