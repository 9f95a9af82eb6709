import { describe, expect, test } from 'vitest';
import { fieldMessage } from '../../../src/discord/field/view.ts';
import { checkMessage, textsOf } from '../../../src/discord/platform/payload-limits.ts';
import { explain, fieldNamed, fields } from '../../../src/manifest/index.ts';

function cardOf(name: string): string {
  const field = fieldNamed(name);
  if (field === undefined) throw new Error(`the table has no ${name}`);
  return textsOf(fieldMessage(field).components ?? []).join('\n');
}

describe('/field', () => {
  test('runAsUser may stand at both levels, the container wins, with an example at each', () => {
    const text = cardOf('runAsUser');
    expect(text).toContain('pod level, in `spec.securityContext`; container level');
    expect(text).toContain('the container’s value; without one the pod’s');
    expect(text).toContain('**For all containers**\n```yaml\nspec:\n  securityContext:\n    runAsUser: 1000');
    expect(text).toContain('**For one container**\n```yaml\nspec:\n  containers:');
  });

  test('fsGroup is the pod’s alone', () => {
    expect(cardOf('fsGroup')).toContain('no container can set it');
    expect(cardOf('fsGroup')).not.toContain('**For one container**');
  });

  test.each(fields.map((field) => [field.name, field] as const))(
    '%s: a card that Discord takes',
    (_name, field) => {
      expect(checkMessage(fieldMessage(field))).toEqual([]);
    },
  );

  test.each(
    fields.flatMap((field) => Object.values(field.examples).map((yaml) => [field.name, yaml] as const)),
  )('an example of %s is a manifest without errors', (_name, yaml) => {
    expect(explain(yaml).findings.filter((finding) => finding.severity === 'error')).toEqual([]);
  });
});
