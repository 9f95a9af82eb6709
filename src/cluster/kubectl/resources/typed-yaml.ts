import { ManifestError, readYaml, type Yaml } from '../../../manifest/index.ts';
import type { Call } from '../call.ts';

/**
 * YAML of the learner's, as kubectl reads it; what cannot be read is the `problem`. goyaml's reader stops at the first
 * control character (readerc.go), and its decoder where aliases stand for too much (decode.go). Bounds of our own that
 * kubectl does not have are said to be that.
 */
export function typedYaml(call: Call, text: string): Yaml {
  try {
    return readYaml(text);
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    const detail = IN_ITS_WORDS[error.code];
    if (detail === undefined)
      throw call.notSimulated({
        code: `yaml:${error.code}`,
        message: 'YAML as large or as deeply nested as this is not read; the real kubectl may take it.',
      });
    const problem = { message: `yaml: ${detail}`, detail, line: 1, column: 1, code: error.code };
    return { documents: [], duplicates: [], problem };
  }
}

const IN_ITS_WORDS: Readonly<Record<string, string>> = {
  binary: 'control characters are not allowed',
  'too-many-aliases': 'document contains excessive aliasing',
};
