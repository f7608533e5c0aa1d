import type { Dice } from './words.js';

/** A specification in the form of the EPO's ST.36 1.5: text in one language, claims in three; about 60 KB. */
export function epoSpecification(dice: Dice, serial: number): string {
  const number = String(3_000_000 + serial);
  const paragraphs = Array.from({ length: 55 }, (_, n) => {
    const label = String(n + 1).padStart(4, '0');
    return `<p id="p${label}" num="${label}">${dice.sentences(7)} The value is &lt; ${dice.below(90)} &#x00B5;m<sup>2</sup>.</p>`;
  });
  const claims = (language: string) => {
    const items = Array.from({ length: 10 }, (_, n) => {
      const head =
        n === 0 ? `A ${dice.word()} comprising` : `The ${dice.word()} according to claim ${1 + dice.below(n)}, wherein`;
      return `<claim id="c-${language}-${n}" num="000${n}"><claim-text>${head} ${dice.sentence()}</claim-text></claim>`;
    });
    return `<claims id="claims-${language}" lang="${language}">\n${items.join('\n')}\n</claims>`;
  };
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE ep-patent-document PUBLIC "-//EPO//EP PATENT DOCUMENT 1.5//EN" "ep-patent-document-v1-5.dtd">
<ep-patent-document id="EP${number}B1" file="EP${number}NWB1.xml" lang="en" country="EP" doc-number="${number}" kind="B1" date-publ="20210106" status="n" dtd-version="ep-patent-document-v1-5">
<SDOBI lang="en"><B000><eptags><B001EP>ATBECHDEDKESFRGBGRITLILUNLSEMCPTIESILTLVFIRO</B001EP></eptags></B000><B100><B110>${number}</B110><B120><B121>EUROPEAN PATENT SPECIFICATION</B121></B120><B130>B1</B130><B140><date>20210106</date></B140><B190>EP</B190></B100>
<B200><B210>${15_000_000 + serial}.1</B210><B220><date>20150302</date></B220><B250>en</B250><B251EP>en</B251EP><B260>en</B260></B200>
<B300><B310>201461946${100 + dice.below(900)} P</B310><B320><date>20140302</date></B320><B330><ctry>US</ctry></B330></B300>
<B500><B510EP><classification-ipcr sequence="1"><text>H01M  10/0525      20100101AFI20150914BHEP        </text></classification-ipcr></B510EP><B540><B541>de</B541><B542>${dice.word()} ${dice.word()}</B542><B541>en</B541><B542>${dice.word()} ${dice.word()}</B542><B541>fr</B541><B542>${dice.word()} ${dice.word()}</B542></B540><B560><B561><text>US-A1- 2010 ${1_000_000 + dice.below(900_000)}</text></B561></B560></B500>
<B700><B720><B721><snm>${dice.word()}, ${dice.word()}</snm><adr><str>1 Main Street</str><city>Springfield</city><ctry>US</ctry></adr></B721></B720><B730><B731><snm>${dice.word()} Inc.</snm><iid>101</iid><adr><city>Springfield</city><ctry>US</ctry></adr></B731></B730></B700></SDOBI>
<description id="desc" lang="en">
<heading id="h0001">Technical Field</heading>
${paragraphs.join('\n')}
</description>
${['en', 'de', 'fr'].map(claims).join('\n')}
</ep-patent-document>
`;
}

/** One exchange-document of a DOCDB delivery: bibliographic data and an abstract; about 6 KB. */
export function docdbDocument(dice: Dice, serial: number): string {
  const number = String(2_000_000 + serial);
  const reference = (format: string) =>
    `<exch:publication-reference data-format="${format}"><document-id lang="en"><country>EP</country><doc-number>${number}</doc-number><kind>A1</kind><date>20201230</date></document-id></exch:publication-reference>`;
  const citations = Array.from({ length: 8 }, (_, n) => {
    return `<exch:citation cited-phase="SEA" sequence="${n + 1}"><patcit num="${n + 1}" dnum-type="publication number"><document-id doc-id="${dice.below(9e6)}"><country>US</country><doc-number>${5_000_000 + dice.below(5_000_000)}</doc-number><kind>A</kind><name>${dice.word()}</name><date>20010102</date></document-id></patcit><category>${dice.one(['X', 'Y', 'A'])}</category></exch:citation>`;
  });
  return `<exch:exchange-document country="EP" doc-number="${number}" kind="A1" doc-id="${500_000_000 + serial}" date-publ="20201230" family-id="${70_000_000 + serial}" is-representative="YES" date-of-last-exchange="20210101" date-added-docdb="20201231" originating-office="EP" status="C">
<exch:bibliographic-data>${['docdb', 'epodoc', 'original'].map(reference).join('\n')}
<exch:classifications-ipcr><classification-ipcr sequence="1"><text>G06F  17/30        20060101AFI20171122BHEP        </text></classification-ipcr></exch:classifications-ipcr>
<exch:application-reference is-representative="YES" doc-id="${serial}" data-format="docdb"><document-id><country>EP</country><doc-number>${19_000_000 + serial}</doc-number><kind>A</kind><date>20190627</date></document-id></exch:application-reference>
<exch:parties><exch:applicants><exch:applicant sequence="1" data-format="docdb"><exch:applicant-name><name>${dice.word()} CORP</name></exch:applicant-name><residence><country>US</country></residence></exch:applicant></exch:applicants><exch:inventors><exch:inventor sequence="1" data-format="docdb"><exch:inventor-name><name>${dice.word()}</name></exch:inventor-name></exch:inventor></exch:inventors></exch:parties>
<exch:invention-title lang="en" data-format="docdba">${dice.word()} ${dice.word()} ${dice.word()}</exch:invention-title>
<exch:references-cited>${citations.join('\n')}</exch:references-cited></exch:bibliographic-data>
<exch:abstract lang="en" data-format="docdba" abstract-source="national office"><exch:p>${dice.sentences(8)}</exch:p></exch:abstract>
</exch:exchange-document>
`;
}
