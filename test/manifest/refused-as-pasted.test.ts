import { describe, expect, it } from 'vitest';
import { correct, explain } from '../../src/manifest/index.ts';

const misaligned = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 1000
  containers:
  - name: app
    image: nginx:1.28
   securityContext:
      runAsUser: 2000
`;

const codes = (text: string) =>
  explain(text).findings.map(({ code, severity, line }) => ({ code, severity, line }));

describe('a paste that kubectl refuses but that can be read', () => {
  it('is read by the shape of the API where one line stands too far left, and the refusal is named', () => {
    const explanation = explain(misaligned);
    expect(explanation.pods[0]?.containers[0]?.fields.runAsUser?.value).toBe(2000);
    expect(explanation.repairs.map(({ code }) => code)).toContain('indentation-lost');
    expect(codes(misaligned)).toContainEqual({ code: 'not-yaml', severity: 'error', line: 11 });
  });

  it('keeps the words of the YAML reader where the indentation is not what is wrong', () => {
    const open = misaligned.replace(
      '  securityContext:\n    runAsUser: 1000',
      '  securityContext: {runAsUser: 1000',
    );
    expect(() => explain(open)).toThrow(/did not find expected ',' or '}'/);
  });

  it('names the first tab, and the corrected manifest has none', () => {
    const tabbed = misaligned
      .replace('   securityContext', '    securityContext')
      .replace(/ {4}runAsUser: 1000/, '\t\trunAsUser: 1000');
    expect(codes(tabbed)).toContainEqual({ code: 'tab-indentation', severity: 'error', line: 7 });
    const { manifest } = correct(tabbed);
    expect(manifest).not.toContain('\t');
    expect(codes(manifest).filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
