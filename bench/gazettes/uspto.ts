import type { Dice } from './words.js';

const DOCTYPE = {
  grant: '<!DOCTYPE us-patent-grant SYSTEM "us-patent-grant-v45-2014-04-03.dtd" [ ]>',
  application: '<!DOCTYPE us-patent-application SYSTEM "us-patent-application-v44-2014-04-03.dtd" [ ]>',
};

/** One document of the USPTO's weekly full-text files, in the form of XML 4.4 and 4.5: about 70 KB. */
export function usptoDocument(dice: Dice, type: 'grant' | 'application', serial: number): string {
  const kind = type === 'grant' ? 'B2' : 'A1';
  const number = type === 'grant' ? String(11_000_000 + serial) : `2021${String(serial).padStart(7, '0')}`;
  const root = `us-patent-${type}`;
  return `<?xml version="1.0" encoding="UTF-8"?>
${DOCTYPE[type]}
<${root} lang="EN" dtd-version="v4.5 2014-04-03" file="US${number}-20210105.XML" status="PRODUCTION" id="${root}" country="US" date-produced="20201221" date-publ="20210105">
<us-bibliographic-data-${type}>
<publication-reference><document-id><country>US</country><doc-number>${number}</doc-number><kind>${kind}</kind><date>20210105</date></document-id></publication-reference>
<application-reference appl-type="utility"><document-id><country>US</country><doc-number>${16_000_000 + serial + (kind === 'A1' ? 900_000 : 0)}</doc-number><date>20180${1 + dice.below(9)}15</date></document-id></application-reference>
<us-application-series-code>16</us-application-series-code>
<classifications-ipcr>${classes(dice, 'ipcr', 3)}</classifications-ipcr>
<classifications-cpc><main-cpc>${classes(dice, 'cpc', 1)}</main-cpc><further-cpc>${classes(dice, 'cpc', 4)}</further-cpc></classifications-cpc>
<invention-title id="d2e53">${dice.word()} ${dice.word()} and ${dice.word()} ${dice.word()}</invention-title>
<us-references-cited>
${citations(dice, 12)}
</us-references-cited>
<us-parties><us-applicants><us-applicant sequence="001" app-type="applicant" designation="us-only" applicant-authority-category="assignee"><addressbook><orgname>${dice.word()} ${dice.word()} Corporation</orgname><address><city>Springfield</city><country>US</country></address></addressbook></us-applicant></us-applicants>
<inventors><inventor sequence="001" designation="us-only"><addressbook><last-name>${dice.word()}</last-name><first-name>${dice.word()}</first-name><address><city>Seoul</city><country>KR</country></address></addressbook></inventor></inventors></us-parties>
</us-bibliographic-data-${type}>
<abstract id="abstract"><p id="p-0001" num="0000">${dice.sentences(6)}</p></abstract>
<description id="description">
${description(dice)}
</description>
<us-claim-statement>What is claimed is:</us-claim-statement>
<claims id="claims">
${claims(dice, 12 + dice.below(10))}
</claims>
</${root}>
`;
}

function classes(dice: Dice, scheme: 'ipcr' | 'cpc', count: number): string {
  return Array.from({ length: count }, (_, n) => {
    const group = 1 + dice.below(90);
    return `<classification-${scheme}><${scheme === 'cpc' ? 'cpc' : 'ipc'}-version-indicator><date>20130101</date></${scheme === 'cpc' ? 'cpc' : 'ipc'}-version-indicator>${scheme === 'ipcr' ? '<classification-level>A</classification-level>' : ''}<section>${dice.one([...'ABCDEFGH'])}</section><class>0${1 + dice.below(9)}</class><subclass>${dice.one([...'BCDFGHK'])}</subclass><main-group>${group}</main-group><subgroup>0${dice.below(9)}</subgroup><symbol-position>${n === 0 ? 'F' : 'L'}</symbol-position><classification-value>I</classification-value></classification-${scheme}>`;
  }).join('\n');
}

function citations(dice: Dice, count: number): string {
  return Array.from({ length: count }, (_, n) => {
    const by = dice.one(['cited by examiner', 'cited by applicant']);
    const number = 5_000_000 + dice.below(5_000_000);
    return `<us-citation><patcit num="0000${n}"><document-id><country>US</country><doc-number>${number}</doc-number><kind>A</kind><name>${dice.word()}</name><date>19990100</date></document-id></patcit><category>${by}</category></us-citation>`;
  }).join('\n');
}

const SECTIONS = [
  ['BRFSUM', 'TECHNICAL FIELD', 4],
  ['BRFSUM', 'BACKGROUND', 8],
  ['BRFSUM', 'SUMMARY', 12],
  ['DETDESC', 'DETAILED DESCRIPTION', 60],
] as const;

function description(dice: Dice): string {
  let number = 0;
  const paragraph = () => {
    number += 1;
    const label = String(number).padStart(4, '0');
    return `<p id="p-${label}" num="${label}">${runningText(dice)}</p>`;
  };
  return SECTIONS.map(([mark, title, count], n) => {
    const paragraphs = Array.from({ length: count }, paragraph).join('\n');
    return `<?${mark} description="${title}" end="lead"?>
<heading id="h-000${n}" level="1">${title}</heading>
${paragraphs}
${n === 3 ? table(dice) : ''}<?${mark} description="${title}" end="tail"?>`;
  }).join('\n');
}

/** Text with the marks that real paragraphs have: reference signs in bold, figures, indices, quotes as entities. */
function runningText(dice: Dice): string {
  const figure = 1 + dice.below(9);
  return `${dice.sentences(5)} As shown in <figref idref="DRAWINGS">FIG. <b>${figure}</b></figref>, the ${dice.word()} <b>${100 + dice.below(400)}</b> and the &#x201c;${dice.word()}&#x201d; <b>${100 + dice.below(400)}</b> reach ${dice.below(900)}&#xb0; C. with CO<sub>2</sub> &amp; H<sub>2</sub>O. ${dice.sentences(3)}`;
}

function table(dice: Dice): string {
  const rows = Array.from({ length: 8 }, (_, n) => {
    return `<row><entry>Example ${n + 1}</entry><entry>${dice.below(900)}</entry><entry>${dice.word()}</entry></row>`;
  });
  return `<p id="p-9000" num="9000">The results are in Table 1.<tables id="TABLE-US-00001" num="00001"><table frame="none"><tgroup align="left" cols="3"><colspec colname="1"/><colspec colname="2"/><colspec colname="3"/><tbody valign="top">${rows.join('\n')}</tbody></tgroup></table></tables></p>
`;
}

function claims(dice: Dice, count: number): string {
  return Array.from({ length: count }, (_, n) => {
    const id = String(n + 1).padStart(5, '0');
    if (n % 7 === 0) {
      const steps = Array.from(
        { length: 4 },
        () => `<claim-text>a ${dice.word()} ${dice.sentence().toLowerCase()}</claim-text>`,
      );
      return `<claim id="CLM-${id}" num="${id}"><claim-text><b>${n + 1}</b>. A ${dice.word()} comprising:\n${steps.join('\n')}</claim-text></claim>`;
    }
    return `<claim id="CLM-${id}" num="${id}"><claim-text><b>${n + 1}</b>. The ${dice.word()} of <claim-ref idref="CLM-00001">claim 1</claim-ref>, wherein ${dice.sentence().toLowerCase()}</claim-text></claim>`;
  }).join('\n');
}
