const codes = new Map<string, string>();

/** Names the USPTO writes otherwise than the region names of CLDR. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  'KOREA, REPUBLIC OF': 'KR',
  'REPUBLIC OF KOREA': 'KR',
  'EUROPEAN PATENT OFFICE': 'EP',
  'EUROPEAN PATENT OFFICE (EPO)': 'EP',
  'INTERNATIONAL BUREAU': 'WO',
  'INTERNATIONAL BUREAU OF THE WORLD INTELLECTUAL PROPERTY ORGANIZATION (WIPO)': 'WO',
  'RUSSIAN FEDERATION': 'RU',
  'CZECH REPUBLIC': 'CZ',
  'HONG KONG': 'HK',
  'UNITED STATES OF AMERICA': 'US',
};

/** WIPO ST.3 code of a country or office by its English name in any case; null when not known. */
export function countryOfOffice(name: string | null): string | null {
  const trimmed = name?.trim().toUpperCase() ?? '';
  if (trimmed === '') return null;
  if (codes.size === 0) fill();
  return codes.get(trimmed) ?? null;
}

function fill(): void {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  for (const first of letters) {
    for (const second of letters) {
      const code = first + second;
      const name = names.of(code);
      // Codes of dissolved states bear the name of their successor.
      if (name && Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`) codes.set(name.toUpperCase(), code);
    }
  }
  for (const [name, code] of Object.entries(OTHER_NAMES)) codes.set(name, code);
}
