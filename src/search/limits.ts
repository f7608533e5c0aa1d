import { SimsaError } from '../core/index.js';

const DEFAULT_LIMIT = 10;
const MOST = 1_000;

/** The number of hits asked for. @throws SimsaError `usage.bad-option`. */
export function checkedLimit(limit = DEFAULT_LIMIT, offset = 0): number {
  const isCount = (value: number) => Number.isInteger(value) && value >= 0;
  if (!isCount(limit) || !isCount(offset) || limit > MOST || limit === 0) {
    const reason = `limit and offset are whole numbers, limit 1 to ${MOST}`;
    throw new SimsaError('usage.bad-option', { option: 'limit', reason });
  }
  return limit;
}
