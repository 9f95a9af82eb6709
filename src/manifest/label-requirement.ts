/**
 * Whether a label (undefined: it is not set) meets a requirement of a selector: apimachinery pkg/labels/selector.go. An
 * operator that selectors of objects do not have is met by nothing.
 */
export function meetsRequirement(
  value: string | undefined,
  operator: string | undefined,
  values: readonly string[],
): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}
