/** Quantities, as validation reads them too. */
export { canonicalQuantity, thousandths } from '../../manifest/index.ts';
