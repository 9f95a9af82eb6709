/**
 * A card from the front and back that Podium wrote for Anki, where they are all that is left of it: its prompt, its
 * manifest, its options by number and the right ones. 'plain' is a note that any other could be; undefined is a card that
 * cannot be made from what is there.
 */
export function rebuilt(
  front: string,
  back: string,
): Readonly<Record<string, unknown>> | 'plain' | undefined {
  const lines = front.trim().split('\n');
  const options: string[] = [];
  while (lines.length > 0) {
    const [, number, text] = /^(\d{1,2})\. (.+)$/.exec(lines.at(-1) ?? '') ?? [];
    if (number === undefined || text === undefined) break;
    options.unshift(text);
    lines.pop();
    if (number === '1') break;
  }
  const fence = lines.findIndex((line) => line.startsWith('```'));
  const close = lines.findLastIndex((line) => line.startsWith('```'));
  const manifest = fence >= 0 && close > fence ? lines.slice(fence + 1, close).join('\n') : undefined;
  const prompt = (manifest === undefined ? lines : lines.slice(0, fence)).join('\n').trim();
  const paragraphs = back.split('\n\n').map((each) => each.trim());
  const rest = (from: number) => {
    const explanation = paragraphs.slice(from).filter((each) => !/^[^\n]*: https:\/\/\S+$/.test(each));
    return explanation.length === 0 ? {} : { explanation: explanation.join('\n\n') };
  };
  const shown = { prompt, ...(manifest === undefined ? {} : { manifest }) };
  if (options.length > 1) {
    const count = paragraphs.findIndex((each) => !options.includes(each));
    const right = paragraphs.slice(0, count < 0 ? paragraphs.length : count);
    if (right.length === 0) return undefined;
    return {
      ...shown,
      kind: right.length > 1 ? 'multi' : 'choice',
      options: options.map((text) => ({ text, ...(right.includes(text) ? { correct: true } : {}) })),
      ...rest(right.length),
    };
  }
  const [answer = ''] = paragraphs;
  if (/^-?\d+(\.\d+)?$/.test(answer)) return { ...shown, kind: 'number', answer: Number(answer), ...rest(1) };
  return manifest === undefined ? 'plain' : undefined;
}
