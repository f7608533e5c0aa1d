/** Countries as Korean services write them, where they differ from the usual Korean name of today. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  '유럽특허청(EPO)': 'EP',
  유럽특허청: 'EP',
  유럽: 'EP',
  '세계지적재산권기구(WIPO)': 'WO',
  세계지적재산권기구: 'WO',
  국제사무국: 'WO',
  국제: 'WO',
  오스트레일리아: 'AU',
  호주: 'AU',
  포르투칼: 'PT',
  중화인민공화국: 'CN',
  홍콩: 'HK',
  마카오: 'MO',
  터키: 'TR',
  터어키: 'TR',
  튀르키예: 'TR',
  러시아연방: 'RU',
  체코공화국: 'CZ',
  소련: 'SU',
  타이완: 'TW',
  아이슬랜드: 'IS',
  말레이지아: 'MY',
  지브랄타: 'GI',
  케이만군도: 'KY',
  북한: 'KP',
  유라시아특허청: 'EA',
};

const codes = new Map<string, string>();

function knownNames(): ReadonlyMap<string, string> {
  if (codes.size > 0) return codes;
  const names = new Intl.DisplayNames('ko', { type: 'region', fallback: 'none' });
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  for (const first of letters) {
    for (const second of letters) {
      const name = names.of(first + second);
      if (name && isOfToday(first + second)) codes.set(name, first + second);
    }
  }
  for (const [name, code] of Object.entries(OTHER_NAMES)) codes.set(name, code);
  return codes;
}

/** Codes of dissolved states bear the name of their successor (DD is `독일` too). */
function isOfToday(code: string): boolean {
  return Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`;
}

/**
 * WIPO ST.3 code of a country by its Korean name: `대한민국`, `미국(United States of America)`, `유럽특허청(EPO)`; a
 * code stays a code. Null for a name that is not known.
 */
export function countryCode(name: string | null | undefined): string | null {
  const trimmed = name?.trim() ?? '';
  if (/^[A-Z]{2}$/.test(trimmed)) return trimmed;
  const names = knownNames();
  return names.get(trimmed) ?? names.get(trimmed.replace(/\s*\(.*$/, '')) ?? null;
}
