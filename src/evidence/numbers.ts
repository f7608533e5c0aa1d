const NUMBER = /\d+(?:[.,]\d+)*/g;

/**
 * The numbers a text states, in one spelling: thousands separators and trailing zeros gone
 * (`1,000.50` → `1000.5`), full-width digits read as digits.
 */
export function numbersIn(text: string): readonly string[] {
  return [...text.normalize('NFKC').matchAll(NUMBER)].map(([number]) => spell(number));
}

function spell(number: string): string {
  const plain = number.replace(/,(?=\d{3}(?:\D|$))/g, '');
  return /^\d+\.\d+$/.test(plain) ? plain.replace(/\.?0+$/, '') : plain.replace(/^0+(?=\d)/, '');
}

/**
 * Numbers of a statement that none of its sources states. A model that copies everything but the
 * figures is wrong where it matters most.
 */
export function unsupportedNumbers(statement: string, sources: readonly string[]): readonly string[] {
  const stated = new Set(sources.flatMap((source) => numbersIn(source)));
  return numbersIn(statement).filter((number) => !stated.has(number));
}
