/** kubectl kustomize (kustomize/kustomize/v5/commands/build). */
import type { Verb } from '../call.ts';
import { failure } from '../failure.ts';
import { built } from '../kustomize/index.ts';

export const kustomize: Verb = (call) => {
  if (call.args.length > 1) throw failure('specify one path to kustomization.yaml');
  const [flag] = call.typedFlags();
  if (flag !== undefined)
    throw call.notSimulated({
      code: 'kubectl-kustomize:flag',
      message: `The flag ${flag.split('=', 1)[0]} of kubectl kustomize is not simulated; it would change how the objects are built or written.`,
    });
  call.streams.out(built(call, call.args[0] ?? '.'));
  return undefined;
};
