/**
 * Signs of the Green Book, which is ASCII: `.alpha.`, `.degree.`, `X.sub.1`, `10.sup.-3`, `##STR9##` (USPTO, Patent Full
 * Text/APS File, "Green Book").
 */
const SIGNS: Readonly<Record<string, string>> = {
  degree: '°',
  '+-': '±',
  '-+': '∓',
  times: '×',
  div: '÷',
  multidot: '·',
  cndot: '·',
  about: '~',
  apprxeq: '≅',
  apprch: '≈',
  ltoreq: '≤',
  gtoreq: '≥',
  ltorsim: '≲',
  gtorsim: '≳',
  noteq: '≠',
  ident: '≡',
  equiv: '≡',
  varies: '∝',
  infin: '∞',
  intg: '∫',
  sqroot: '√',
  differential: '∂',
  gradient: '∇',
  function: 'ƒ',
  angstrom: 'Å',
  ang: 'Å',
  fwdarw: '→',
  rarw: '←',
  uparw: '↑',
  dwnarw: '↓',
  revreaction: '⇌',
  dbd: '=',
  tbd: '≡',
  crclbar: '⊖',
  sym: '⊕',
  circle: '○',
  smallcircle: '∘',
  largecircle: '◯',
  solcircle: '●',
  box: '□',
  quadrature: '□',
  'square-solid': '■',
  'box-solid': '■',
  triangle: '△',
  'tangle-solidup': '▲',
  sctn: '§',
  paragraph: '¶',
  copyrgt: '©',
  rtm: '®',
  tm: '™',
  cent: '¢',
  pound: '£',
  yen: '¥',
  dagger: '†',
  dblvert: '‖',
  vertline: '|',
  prime: '′',
  parallel: '∥',
  perp: '⊥',
  angle: '∠',
  andgate: '∧',
  orgate: '∨',
  andsign: '∧',
  thrfore: '∴',
  because: '∵',
  hoarfrost: '',
  iadd: '',
  iaddend: '',
  // Omega and theta in the hands of the keyers.
  omicron: 'ο',
  theta: 'θ',
  thetasym: 'ϑ',
  phi: 'φ',
  vphi: 'ϕ',
  epsilon: 'ε',
};

const GREEK =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi omega'.split(
    ' ',
  );

const CODE = /\.(sub|sup)\.|\.([A-Za-z][A-Za-z-]{1,16}|\+-|-\+)\.|##([A-Z]{3})(\d+)[A-Z]?##|\.\[|\.\]/g;

/** Text with its codes resolved. Codes that are not known stay as they are: nothing is lost. */
export function resolveDotCodes(raw: string): string {
  if (!raw.includes('.') && !raw.includes('##')) return raw;
  return raw.replace(CODE, (whole, script, sign, placeholder, number, at: number) => {
    if (script) return scriptSign(raw, { script, at, end: at + whole.length });
    if (sign) return signOf(sign) ?? whole;
    if (placeholder) return placeholderText(placeholder, Number(number));
    return whole.slice(1);
  });
}

/** As in XML records: a script joins its base, marked only where a digit would run into another. */
function scriptSign(raw: string, { script, at, end }: { script: string; at: number; end: number }): string {
  const ambiguous = /\d$/.test(raw.slice(0, at)) && /^[-+]?\d/.test(raw.slice(end));
  if (!ambiguous) return '';
  return script === 'sup' ? '^' : '_';
}

function signOf(code: string): string | null {
  const lower = code.toLowerCase();
  const letter = GREEK.indexOf(lower);
  if (letter >= 0) {
    // The final sigma stands between rho and sigma in Unicode.
    const place = 0x3b1 + letter + (letter > 16 ? 1 : 0);
    const small = String.fromCharCode(place);
    return code === code.toUpperCase() ? small.toUpperCase() : small;
  }
  return SIGNS[lower] ?? null;
}

/** What was left out of the text file: a structure, an equation, or a table set as an image. */
function placeholderText(kind: string, number: number): string {
  if (kind === 'STR') return `[CHEM ${number}]`;
  if (kind === 'EQU') return `[MATH ${number}]`;
  return `[IMAGE ${kind}${number}]`;
}
