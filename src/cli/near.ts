/** `Did you mean a or b?` for what is nearly one of `names`, else all that there are. Ends with its own full stop. */
export function didYouMean(typed: string, names: readonly string[]): string {
  const near = names.filter((name) => isNear(typed.toLowerCase(), name));
  return near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `There is ${listed(names)}.`;
}

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? 'nothing';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** One begins with the other, or they are one slip of the finger apart: a letter more, less or another, or two swapped. */
function isNear(typed: string, name: string): boolean {
  if (typed.replaceAll('-', '').length > 1 && (name.startsWith(typed) || typed.startsWith(name))) return true;
  let from = 0;
  while (from < typed.length && typed[from] === name[from]) from++;
  let [mine, theirs] = [typed.length, name.length];
  while (mine > from && theirs > from && typed[mine - 1] === name[theirs - 1]) {
    mine--;
    theirs--;
  }
  const [left, right] = [typed.slice(from, mine), name.slice(from, theirs)];
  if (left.length === 2 && right.length === 2) return left[0] === right[1] && left[1] === right[0];
  return left.length <= 1 && right.length <= 1;
}
