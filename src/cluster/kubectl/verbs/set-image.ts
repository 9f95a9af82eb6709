/** kubectl set image (kubectl pkg/cmd/set/set_image.go). */
import type { JsonObject } from '../../json.ts';
import type { Verb } from '../call.ts';
import { allOf, type Failure, failure } from '../failure.ts';
import { select } from '../resources/select.ts';
import { parsePairs, resourcesAndPairs } from './pairs.ts';
import { changeTemplates } from './podspec.ts';

export const setImage: Verb = (call) => {
  const { resources, pairs } = resourcesAndPairs(call.args, 'image');
  const { set } = parsePairs(pairs, 'image', false);
  const images = Object.entries(set);
  if (resources.length === 0 || images.length === 0) {
    select(call, {
      args: resources,
      bareTypes: call.on('all'),
      all: call.on('all'),
      labelSelector: call.text('selector'),
      latest: true,
    });
    const problems: Failure[] = [];
    if (resources.length === 0 && call.list('filename').length === 0)
      problems.push(
        failure('one or more resources must be specified as <resource> <name> or <resource>/<name>'),
      );
    if (images.length === 0) problems.push(failure('at least one image update is required'));
    if (problems.length > 0) throw allOf(problems);
  }
  if (images.length > 1 && '*' in set)
    throw failure(
      'all containers are already specified by *, but saw more than one container_name=container_image pairs',
    );
  changeTemplates(call, resources, {
    done: 'image updated',
    what: 'patch image update to pod template:',
    change(spec, troubles) {
      let after: JsonObject = spec;
      for (const [name, image] of images) {
        let found = false;
        const replaced = (list: unknown): readonly JsonObject[] | undefined =>
          Array.isArray(list)
            ? (list as readonly JsonObject[]).map((one) => {
                if (name !== '*' && one.name !== name) return one;
                found = true;
                return { ...one, image };
              })
            : undefined;
        const initContainers = replaced(after.initContainers);
        const containers = replaced(after.containers);
        after = {
          ...after,
          ...(initContainers === undefined ? {} : { initContainers }),
          ...(containers === undefined ? {} : { containers }),
        };
        if (!found) troubles.push(failure(`error: unable to find container named ${JSON.stringify(name)}`));
      }
      return after;
    },
  });
  return undefined;
};
