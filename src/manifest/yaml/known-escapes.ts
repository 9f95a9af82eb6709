import { Scanner } from './scanner.ts';
import { YamlStop } from './stop.ts';

/**
 * A text in which every backslash that begins no escape of YAML's is doubled, so that it stands for itself: what
 * people mean by `"s/\\/old/"` (go-yaml v2, scannerc.go yaml_parser_scan_flow_scalar, knows no `\\/`). Lines stay.
 */
export function withKnownEscapes(text: string): string {
  const scanner = new Scanner(text);
  const noted = scanner.readLeniently();
  try {
    while (scanner.next().type !== 'stream-end');
  } catch (error) {
    if (!(error instanceof YamlStop)) throw error;
  }
  let mended = '';
  let done = 0;
  for (const at of noted) {
    mended += `${text.slice(done, at)}\\`;
    done = at;
  }
  return mended + text.slice(done);
}
