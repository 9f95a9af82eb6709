import { attempt } from '../files/errors.ts';
import { at, fail, type ToolCall, words } from './call.ts';
import { gnu } from './operands.ts';

/** The operands, with -R everything below them; what cannot be listed is told, and makes the status 1. */
export function everything(
  call: ToolCall,
  operands: readonly string[],
  deep: boolean,
): { readonly all: readonly string[]; readonly status: number } {
  let status = 0;
  const unread = (operand: string, why: string): void => {
    const words = gnu(call) ? `cannot read directory '${operand}'` : `can't open '${operand}'`;
    status = fail(call, `${words}: ${why}`);
  };
  return { all: operands.flatMap((operand) => tree(call, operand, deep, unread)), status };
}

/** Everything at and below a path, for -R; what cannot be listed is told. */
function tree(
  call: ToolCall,
  operand: string,
  deep: boolean,
  refuse: (operand: string, why: string) => void,
): string[] {
  const found = call.files.peek(at(call, operand), false);
  if (!deep || found?.node.type !== 'directory') return [operand];
  const names = attempt(() => call.files.list(at(call, operand)));
  if ('refused' in names) {
    refuse(operand, words(call, names.refused));
    return [operand];
  }
  return [
    operand,
    ...names.value.flatMap((name) => tree(call, `${operand.replace(/\/$/, '')}/${name}`, deep, refuse)),
  ];
}
