import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generateShape, TABLE } from '../../../scripts/generate-shape.ts';
import { apiVersionOf, fieldsOf, kubernetesRelease, rootType } from '../../../src/manifest/shape/index.ts';

describe('the shape of the API', () => {
  it('is the one the generator derives from the published models', async () => {
    expect(readFileSync(TABLE, 'utf8')).toBe(await generateShape());
    expect(kubernetesRelease).toBe('release-1.36');
  });

  it('leads from every workload kind to the pod spec', () => {
    const walk = (type: string | undefined, ...keys: string[]) => {
      let at = type;
      for (const key of keys) {
        const ref = fieldsOf(at ?? '')?.get(key);
        at = ref?.kind === 'object' ? ref.name : undefined;
      }
      return at;
    };
    expect(walk(rootType('v1', 'Pod'), 'spec')).toBe('v1.PodSpec');
    expect(walk(rootType('apps/v1', 'Deployment'), 'spec', 'template', 'spec')).toBe('v1.PodSpec');
    expect(walk(rootType('batch/v1', 'CronJob'), 'spec', 'jobTemplate', 'spec', 'template', 'spec')).toBe(
      'v1.PodSpec',
    );
    expect(rootType('v1', 'Deployment')).toBeUndefined();
    expect(apiVersionOf('Deployment')).toBe('apps/v1');
  });

  it('knows which level a field may stand at, and its Go type', () => {
    const pod = fieldsOf('v1.PodSecurityContext');
    const container = fieldsOf('v1.SecurityContext');
    expect(pod?.size).toBe(13);
    expect(container?.size).toBe(12);
    expect(pod?.get('fsGroup')).toEqual({ kind: 'scalar', name: 'int64', go: 'int64' });
    expect(container?.has('fsGroup')).toBe(false);
    expect(fieldsOf('v1.Capabilities')?.get('add')).toMatchObject({ kind: 'list', name: '[]v1.Capability' });
  });

  it('treats keys of Object.prototype as unknown', () => {
    expect(fieldsOf('constructor')).toBeUndefined();
    expect(fieldsOf('v1.PodSpec')?.has('__proto__')).toBe(false);
  });
});
