import type { ClassScheme, ClassSymbol } from '../../../core/index.js';
import { attribute, child, children, descendants, findAll, text, textAt } from '../../xml/navigate.js';
import type { XmlElement } from '../../xml/types.js';
import { classSymbol, positionOf, readClassText } from '../shared/class-text.js';

/** Schemes of `classification-scheme@scheme`: CPCI and CPCA say the value too, EC is ECLA, UC the US classification. */
const SCHEMES: Readonly<Record<string, ClassScheme>> = {
  UC: 'USPC',
  EC: 'ECLA',
  ICO: 'ECLA',
  IDT: 'ECLA',
  FI: 'FI',
  FTERM: 'F-TERM',
  LOC: 'LOCARNO',
};

/** Classes of a DOCDB or OPS record: IPC old and new as text, CPC and national schemes in parts, ECLA. */
export function exchangeClasses(biblio: XmlElement): ClassSymbol[] {
  return [...ipcOf(biblio), ...schemesOf(biblio), ...ecla(biblio)].filter((symbol) => symbol !== null);
}

function* ipcOf(biblio: XmlElement): Generator<ClassSymbol | null> {
  for (const entry of findAll(biblio, 'classifications-ipcr/classification-ipcr')) {
    yield readClassText('IPC', textAt(entry, 'text') ?? text(entry));
  }
  for (const old of findAll(biblio, 'classification-ipc')) {
    for (const element of children(old)) {
      if (element.name === 'main-classification') yield readClassText('IPC', text(element), 'first');
      if (/^(further|additional)/.test(element.name)) yield readClassText('IPC', text(element), 'later');
      if (element.name === 'text') yield readClassText('IPC', text(element));
    }
  }
}

/** Single symbols and those of combination sets (`C-sets`) alike. */
function* schemesOf(biblio: XmlElement): Generator<ClassSymbol | null> {
  for (const entry of descendants(child(biblio, 'patent-classifications'), 'patent-classification')) {
    const scheme = attribute(child(entry, 'classification-scheme'), 'scheme') ?? '';
    const known = scheme.startsWith('CPC') ? 'CPC' : scheme.startsWith('IPC') ? 'IPC' : (SCHEMES[scheme] ?? 'OTHER');
    const printed = textAt(entry, 'classification-symbol') ?? symbolInParts(entry);
    if (!printed) continue;
    if (known !== 'CPC' && known !== 'IPC') {
      yield { scheme: known, symbol: printed, position: null, value: null, version: null };
      continue;
    }
    yield classSymbol(known, printed, {
      position: positionOf(textAt(entry, 'symbol-position')),
      value: textAt(entry, 'classification-value') ?? (scheme === 'CPCA' ? 'A' : null),
      version: textAt(entry, 'classification-scheme/date'),
    });
  }
}

function symbolInParts(entry: XmlElement): string {
  const [section, main, subclass, group, subgroup] = ['section', 'class', 'subclass', 'main-group', 'subgroup'].map(
    (part) => textAt(entry, part) ?? '',
  );
  return `${section}${main}${subclass}${group ? `${group}/${subgroup || '00'}` : ''}`;
}

function* ecla(biblio: XmlElement): Generator<ClassSymbol> {
  for (const symbol of findAll(biblio, 'classification-ecla/classification-symbol')) {
    yield { scheme: 'ECLA', symbol: text(symbol), position: null, value: null, version: null };
  }
}
