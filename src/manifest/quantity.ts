/**
 * Quantities as the API server writes them back (apimachinery pkg/api/resource/quantity.go, CanonicalizeBytes): the
 * largest suffix of the same family with which no fraction is left.
 */

const DECIMAL: readonly (readonly [suffix: string, power: number])[] = [
  ['E', 18],
  ['P', 15],
  ['T', 12],
  ['G', 9],
  ['M', 6],
  ['k', 3],
  ['', 0],
  ['m', -3],
  ['u', -6],
  ['n', -9],
];
const BINARY: readonly (readonly [suffix: string, power: number])[] = [
  ['Ei', 60],
  ['Pi', 50],
  ['Ti', 40],
  ['Gi', 30],
  ['Mi', 20],
  ['Ki', 10],
];

/** In billionths, so that every quantity is a whole number. */
const NANO = 9;

interface Parsed {
  readonly billionths: bigint;
  readonly family: 'decimal' | 'binary' | 'exponent';
}

function parsed(text: string): Parsed | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?([eE][+-]?\d+|[KMGTPE]i|[numkMGTPE]|)$/.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = '', suffix = ''] = match;
  if (whole === '' && fraction === '') return undefined;
  const digits = BigInt(`${whole}${fraction}` || '0');
  const binary = BINARY.find(([name]) => name === suffix);
  if (binary !== undefined) {
    const scaled = digits * 2n ** BigInt(binary[1]) * 10n ** BigInt(NANO);
    return signed(sign, ceiling(scaled, 10n ** BigInt(fraction.length)), 'binary');
  }
  const exponent = /^[eE]/.test(suffix) && suffix.length > 1;
  const power = exponent
    ? Number(suffix.slice(1))
    : (DECIMAL.find(([name]) => name === suffix)?.[1] ?? Number.NaN);
  if (!Number.isSafeInteger(power) || Math.abs(power) > 100) return undefined;
  const shift = power + NANO - fraction.length;
  const value = shift >= 0 ? digits * 10n ** BigInt(shift) : ceiling(digits, 10n ** BigInt(-shift));
  return signed(sign, value, exponent ? 'exponent' : 'decimal');
}

const ceiling = (value: bigint, by: bigint): bigint => (value + by - 1n) / by;

const signed = (sign: string, value: bigint, family: Parsed['family']): Parsed => ({
  billionths: sign === '-' ? -value : value,
  family,
});

/** The canonical form; a text that is no quantity stays as it is. */
export function canonicalQuantity(text: string): string {
  const quantity = parsed(text.trim());
  if (quantity === undefined) return text;
  const { billionths, family } = quantity;
  if (billionths === 0n) return '0';
  const unit = 10n ** BigInt(NANO);
  const small = billionths < 1024n * unit && billionths > -1024n * unit;
  if (family === 'binary' && billionths % unit === 0n && !small) {
    for (const [suffix, power] of BINARY) {
      const step = 2n ** BigInt(power) * unit;
      if (billionths % step === 0n) return `${billionths / step}${suffix}`;
    }
    return `${billionths / unit}`;
  }
  for (const [suffix, power] of DECIMAL) {
    const step = 10n ** BigInt(power + NANO);
    if (billionths % step !== 0n) continue;
    return family === 'exponent' && power !== 0
      ? `${billionths / step}e${power}`
      : `${billionths / step}${suffix}`;
  }
  return text;
}

/** In thousandths (a CPU's millicores, a thousandth of a byte), rounded up; 0 for a text that is no quantity. */
export function thousandths(text: string): number {
  const quantity = parsed(text.trim());
  return quantity === undefined ? 0 : Number(ceiling(quantity.billionths, 10n ** 6n));
}
