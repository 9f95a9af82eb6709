import { describe, expect, it } from 'vitest';
import { decidersOf, identityOf } from '../../src/manifest/identity.ts';
import { explain } from '../../src/manifest/index.ts';
import { refuserOf, stoppers, urgencyOf } from '../../src/manifest/urgency.ts';

const pod = (security: string, more = ''): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n${more}  containers:\n  - name: app\n    image: nginx\n    securityContext:\n      ${security}\n`;

function told(paste: string) {
  const { findings, pods } = explain(paste);
  const [first] = pods;
  const [container] = (first?.mended ?? first)?.containers ?? [];
  if (first === undefined || container === undefined) throw new Error('no container');
  return {
    findings,
    refusers: new Set(findings.flatMap((each) => refuserOf(each) ?? [])),
    stopped: stoppers(findings)(first),
    identity: identityOf(container, decidersOf(findings)),
  };
}

describe('who refuses, and who it would run as', () => {
  it('a value that cannot be decoded is the API server’s, and who runs with the fix is known', () => {
    const { stopped, identity } = told(pod('runAsUser: "1001"'));
    expect(stopped).toBe('api-server');
    expect(identity).toEqual({ who: 'uid', uid: 1001 });
  });

  it('an unknown field is refused because kubectl asks for it', () => {
    const { stopped, refusers } = told(pod('fsGroup: 1'));
    expect(stopped).toBe('strict-validation');
    expect(refusers).toEqual(new Set(['strict-validation']));
  });

  it('what kubectl cannot read it does not send', () => {
    expect(told(pod('runAsUser:1000\n      privileged: true')).stopped).toBe('kubectl');
    expect(told(pod('runAsUser: 1').replace('kind: Pod', 'kind: pod')).stopped).toBe('kubectl');
  });

  it('root against runAsNonRoot is the kubelet’s, and nobody stops the object', () => {
    const { stopped, refusers } = told(pod('{runAsUser: 0, runAsNonRoot: true}'));
    expect(stopped).toBeUndefined();
    expect(refusers).toEqual(new Set(['kubelet']));
  });

  it('UID -5 is no user', () => {
    expect(told(pod('runAsUser: -5')).identity).toEqual({ who: 'no-id', value: -5 });
  });

  it('a template decides about a user that it may set, and not about one that stands in the container', () => {
    const values = '  securityContext:\n    {{- toYaml .Values.pod | nindent 4 }}\n';
    expect(told(pod('privileged: false', values)).identity).toEqual({
      who: 'not-known',
      lines: [6],
      decider: 'template',
    });
    expect(told(pod('runAsUser: 7', values)).identity).toEqual({ who: 'uid', uid: 7 });
    expect(told(pod('runAsUser: {{ .Values.uid }}')).identity).toMatchObject({ decider: 'template' });
  });

  it('short sentences are short, and hold nothing of Go', () => {
    const { findings } = told(pod('{privileged: true, allowPrivilegeEscalation: false, runAsUser: -1}'));
    const briefs = findings.map((each) => each.brief ?? '');
    expect(briefs).toContain('`-1` is no UID.');
    expect(briefs).toContain('`allowPrivilegeEscalation: false` and `privileged: true` exclude each other.');
    expect(findings.map(urgencyOf)).toContain('refused');
  });
});
