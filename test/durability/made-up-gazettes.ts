import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SUBJECTS = ['pump', 'valve', 'membrane', 'battery', 'antenna', 'gearbox', 'lens'];

/** A made-up US grant in the form of the USPTO's bulk files. `edition` varies its text. */
function grant(number: number, edition: string): string {
  const subject = SUBJECTS[number % SUBJECTS.length];
  const text = `This made-up ${subject} of the ${edition} edition has ${number % 97} parts “in a row”. `.repeat(9);
  const paragraphs = Array.from({ length: 4 + (number % 5) }, (_, n) => {
    return `<p id="p-${n}" num="00${10 + n}">${n}. ${text}</p>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE us-patent-grant SYSTEM "us-patent-grant-v45-2014-04-03.dtd" [ ]>
<us-patent-grant lang="EN" dtd-version="v4.5 2014-04-03" country="US" date-publ="20200107">
<us-bibliographic-data-grant>
<publication-reference><document-id><country>US</country><doc-number>${number}</doc-number><kind>B2</kind><date>20200107</date></document-id></publication-reference>
<application-reference appl-type="utility"><document-id><country>US</country><doc-number>16${number % 1_000_000}</doc-number><date>20180102</date></document-id></application-reference>
<invention-title id="t1">${edition} ${subject} number ${number}</invention-title>
</us-bibliographic-data-grant>
<description id="description">
${paragraphs.join('\n')}
</description>
<claims id="claims"><claim id="CLM-00001" num="00001"><claim-text>1. A ${subject} having a part.</claim-text></claim></claims>
</us-patent-grant>
`;
}

const BROKEN = '<?xml version="1.0"?>\n<us-patent-grant><us-bibliographic-data-grant>\n';

function bulk(from: number, count: number, edition: string): string {
  return Array.from({ length: count }, (_, n) => grant(from + n, edition)).join('');
}

/**
 * Writes a set of gazettes that makes an import do all it can do: many small files and some of several
 * portions, records of the same publication in different files, the same bytes twice, and records that cannot be read.
 * @returns the folder to import
 */
export function writeGazettes(folder: string): string {
  mkdirSync(folder, { recursive: true });
  for (let file = 0; file < 60; file += 1) {
    const from = 10_500_000 + file * 4;
    const broken = file % 10 === 0 ? BROKEN : '';
    writeFileSync(join(folder, `week-${String(file).padStart(3, '0')}.xml`), bulk(from, 4, 'first') + broken);
  }
  writeFileSync(join(folder, 'x-bulk.xml'), bulk(10_500_100, 300, 'second'));
  writeFileSync(join(folder, 'y-again.xml'), bulk(10_500_200, 80, 'second'));
  writeFileSync(join(folder, 'z-letter.txt'), 'A letter, no gazette. '.repeat(20));
  return folder;
}
