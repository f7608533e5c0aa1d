import { describe, expect, it } from 'vitest';
import type { Publication } from '../../../core/index.js';
import { expectTruth, readAll } from '../../testing/truth.js';
import type { Read } from '../../types.js';

async function publications(fixture: string): Promise<Publication[]> {
  return only(await expectTruth(import.meta.url, fixture));
}

function only(reads: readonly Read[]): Publication[] {
  return reads.map((read) => {
    if (read.type === 'reject') throw read.error;
    return read.publication;
  });
}

const texts = (publication: Publication) => publication.description.map((paragraph) => paragraph.text).join('\n');

describe('grants of version 4', () => {
  it('read numbers, dates, classes, parties and who cited what', async () => {
    const [grant] = await publications('grant-4.4.xml');
    expect(grant).toMatchObject({
      id: 'US8672134B2',
      numbers: { publication: '8672134', application: '12936568', registration: '8672134' },
      dates: { filed: '2009-03-31', published: '2014-03-18', granted: '2014-03-18', opened: '2011-03-24' },
      language: 'en',
      titles: [{ language: 'en', text: 'Child-resistant medication container' }],
    });
    expect(grant!.classes.map(({ scheme, symbol, position }) => `${scheme} ${symbol} ${position}`)).toEqual([
      'IPC B65D 83/04 first',
      'IPC B65D 85/42 later',
      'USPC 206/531 first',
      'USPC 206/1.5 later',
      'USPC 220/23.91 later',
    ]);
    expect(grant!.citations.map(({ document, citedBy }) => [document, citedBy])).toEqual([
      ['US6460693B1', 'applicant'],
      ['US6848577B2', 'examiner'],
      [null, 'applicant'],
    ]);
    expect(grant!.related.map(({ relation }) => relation)).toEqual([
      'related-publication',
      'pct-filing',
      'pct-publication',
    ]);
  });

  it('number claims without repeating the number in their text, and follow claim-ref', async () => {
    const [grant] = await publications('grant-4.4.xml');
    expect(grant!.claims.map(({ number, refersTo }) => [number, refersTo])).toEqual([
      [1, []],
      [2, [1]],
      [3, [1]],
      [4, [1]],
    ]);
    expect(grant!.claims[0]!.text).toMatch(/^Container for the delivery of medication, comprising:\na housing/);
  });

  it('mark tables and formulas in their place', async () => {
    const [grant] = await publications('grant-4.3-table-maths.xml');
    expect(texts(grant!)).toContain('[TABLE 2]\nTABLE 2\nTransmit power\tMaximum distance\tMinimum distance\n');
    expect(texts(grant!)).toContain('\nlevel 8\t750\t601\n[/TABLE]');
    expect(texts(grant!)).toMatch(/\[MATH 1: [^\]]+\]/);
  });

  it('keep chemistry inside claims and sequences under the grant they name', async () => {
    const [table, sequences, chemistry] = await publications('bulk-4.1-sequences-chemistry.xml');
    expect([table!.id, sequences!.id, chemistry!.id]).toEqual(['US6982157B1', 'US6982248B2', 'US6982249B1']);
    expect(sequences!.description.map(({ section }) => section)).toEqual(Array(3).fill('sequence-listing'));
    expect(sequences!.description[1]!.text).toMatch(/^<210> 1\n<211> \d+\n<212> \w+\n<213> .+\n<400> 1\n/);
    expect(chemistry!.claims[0]!.text).toMatch(/\[CHEM \d+: US06982249-20060103-C000\d+\.TIF\]/);
  });

  it('join a sequence part to the grant before it when it names that grant', async () => {
    const bytes = Buffer.from(`<?xml version="1.0"?>
<us-patent-grant lang="EN"><us-bibliographic-data-grant><publication-reference><document-id><country>US</country>
<doc-number>06999999</doc-number><kind>B2</kind><date>20060214</date></document-id></publication-reference>
</us-bibliographic-data-grant><description><p id="p-1" num="0001">Text.</p></description></us-patent-grant>
<?xml version="1.0"?>
<sequence-cwu id="SEQLST-1"><publication-reference><document-id><country>US</country><doc-number>06999999</doc-number>
</document-id></publication-reference><sequence-list-new-rules><s200><s210>1</s210></s200><s400> 1
atg</s400></sequence-list-new-rules></sequence-cwu>`);
    const [grant, ...others] = only(await readAll('joined.xml', bytes));
    expect(others).toEqual([]);
    expect(grant!.description.map(({ section, text }) => [section, text])).toEqual([
      ['other', 'Text.'],
      ['sequence-listing', '<210> 1\n<400> 1\natg'],
    ]);
  });

  it('read designs with their Locarno class, one claim and every figure', async () => {
    const [design] = await publications('design-4.2.xml');
    expect(design).toMatchObject({ id: 'USD586076S1', type: 'design' });
    expect(design!.claims).toHaveLength(1);
    expect(design!.claims[0]!.text).toMatch(/^The ornamental design/);
    expect(design!.classes.map(({ scheme, symbol }) => `${scheme} ${symbol}`)).toEqual([
      'USPC D1/121',
      'LOCARNO 01-01',
    ]);
    expect(design!.drawings.filter(({ caption }) => caption).map(({ number }) => number)).toEqual(['1', '2', '3']);
    expect(design!.drawings.filter(({ file }) => file)).toHaveLength(2);
  });

  it('read front-page files of plants and reissues, which have no claims', async () => {
    const [plant, reissue] = await publications('bulk-4.7-front-pages.xml');
    expect(plant).toMatchObject({ id: 'USPP34694P2', type: 'plant', claims: [] });
    expect(texts(plant!)).toContain('Latin name: Portulaca oleracea');
    expect(reissue).toMatchObject({ id: 'USRE49257E1', claims: [] });
    expect(reissue!.related.map(({ relation }) => relation)).toContain('reissue');
  });
});

describe('applications', () => {
  it('keep the paragraph numbers of the office', async () => {
    const [application] = await publications('application-4.6.xml');
    expect(application!.id).toBe('US20250204297A1');
    const office = application!.description.filter(({ origin }) => origin === 'office');
    expect(office[0]!.label).toBe('0001');
    expect(
      application!.description.filter(({ kind }) => kind === 'heading').every(({ label }) => label.startsWith('#')),
    ).toBe(true);
    expect(new Set(application!.description.map(({ label }) => label)).size).toBe(application!.description.length);
  });

  it('read republications that have neither claims nor description', async () => {
    const [republication] = await publications('republication-4.0.xml');
    expect(republication).toMatchObject({ id: 'US20050004655A2', claims: [], description: [] });
    expect(republication!.abstracts[0]!.text).not.toBe('');
  });

  it('of 2001 print their number in the paragraph, which is not part of its text', async () => {
    const [application] = await publications('pap-1.5.xml');
    expect(application!.id).toBe('US20010031492A1');
    expect(application!.description[0]).toMatchObject({ label: '0001', origin: 'office' });
    expect(application!.description[0]!.text).toMatch(/^This application is a continuation/);
    expect(application!.claims[1]).toMatchObject({ number: 2, refersTo: [1] });
    expect(application!.claims[1]!.text).toMatch(/^The method as claimed in claim 1 wherein/);
    expect(texts(application!)).toMatch(/\[TABLE 1\]\n/);
    expect(texts(application!)).toMatch(/\[MATH 1: /);
    expect(application!.classes.map(({ scheme, symbol }) => `${scheme} ${symbol}`)).toEqual([
      'IPC C12N 1/20',
      'IPC C12N 5/06',
      'USPC 435/252.1',
      'USPC 435/325',
      'USPC 435/252.33',
    ]);
  });

  it('expand a cancelled range into its claims', async () => {
    const bytes =
      Buffer.from(`<us-patent-application lang="EN"><us-bibliographic-data-application><publication-reference>
<document-id><country>US</country><doc-number>20090000001</doc-number><kind>A1</kind></document-id></publication-reference>
</us-bibliographic-data-application><claims><claim id="CLM-00001-00003" num="00001-00003"><claim-text><b>1</b>-<b>3</b>. (canceled)</claim-text></claim>
<claim id="CLM-00004" num="00004"><claim-text><b>4</b>. A lamp.</claim-text></claim></claims></us-patent-application>`);
    const [application] = only(await readAll('cancelled.xml', bytes));
    expect(application!.claims.map(({ number, status, text }) => [number, status, text])).toEqual([
      [1, 'cancelled', ''],
      [2, 'cancelled', ''],
      [3, 'cancelled', ''],
      [4, 'active', 'A lamp.'],
    ]);
  });
});

describe('ST.32 grants', () => {
  it('join the leaves of text and read classes in columns', async () => {
    const [grant] = await publications('st32-2.5.xml');
    expect(grant!.id).toBe('US6336130B1');
    expect(grant!.classes.map(({ scheme, symbol }) => `${scheme} ${symbol}`)).toEqual([
      'IPC G06F 15/16',
      'IPC G06F 13/00',
      'USPC 709/202',
      'USPC 709/201',
    ]);
    expect(grant!.claims[1]).toMatchObject({ number: 2, refersTo: [1] });
    expect(grant!.claims[0]!.text.split('\n')).toHaveLength(3);
    expect(grant!.citations.map(({ citedBy }) => citedBy)).toEqual(['examiner', 'other', 'other']);
  });

  it('read SGML with unquoted attributes and unclosed EMI', async () => {
    const bytes = Buffer.from(`<!DOCTYPE PATDOC PUBLIC "-//USPTO//DTD ST.32 US PATENT GRANT V2.4 2000-09-20//EN" [
<!ENTITY US06200001-20010313-D00001.TIF SYSTEM "US06200001-20010313-D00001.TIF" NDATA TIF>
]>
<PATDOC DTD=2.4 STATUS=Build>
<SDOBI><B100><B110><DNUM><PDAT>06200001</PDAT></DNUM></B110><B130><PDAT>B1</PDAT></B130><B140><DATE><PDAT>20010313</PDAT></DATE></B140><B190><PDAT>US</PDAT></B190></B100></SDOBI>
<SDODE><DETDESC><BTEXT><PARA ID=P-00001 LVL=0><PTEXT><PDAT>Before </PDAT><CWU><CHEM-US ID=CHEM-00001><EMI ID=EMI-C00001 FILE="US06200001-C00001.TIF"></CHEM-US></CWU><PDAT> after 20&deg; C.</PDAT></PTEXT></PARA></BTEXT></DETDESC></SDODE>
<SDODR ID=DRAWINGS><EMI ID=EMI-D00001 FILE="US06200001-20010313-D00001.TIF"></SDODR>
</PATDOC>`);
    const reads = await readAll('grant.sgm', bytes);
    const [grant] = only(reads);
    expect(grant!.description).toEqual([
      expect.objectContaining({ label: '00001', text: 'Before [CHEM 1: US06200001-C00001.TIF] after 20° C.' }),
    ]);
    expect(grant!.drawings).toEqual([{ number: 'D00001', caption: null, file: 'US06200001-20010313-D00001.TIF' }]);
    expect(reads[0]).toMatchObject({ repairs: expect.arrayContaining([expect.stringMatching(/^unclosed-element/)]) });
  });
});

describe('line formats', () => {
  it('Green Book drops check digits and keeps tables, structures and dot codes', async () => {
    const [grant] = await publications('green-book.txt');
    expect(grant).toMatchObject({
      id: 'US5700647A',
      numbers: { publication: '5700647', application: '8568680' },
      priorities: [{ country: 'JP' }, { country: 'JP' }, { country: 'JP' }],
    });
    expect(grant!.claims.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(grant!.claims[0]!.text).toContain('[CHEM 99]');
    expect(grant!.claims[0]!.text).toContain('X2⊖ represents an anion');
    expect(texts(grant!)).toContain('[TABLE 1]\nTABLE 4\n');
    expect(texts(grant!)).toContain('2\t828\t863');
    expect(grant!.parties[0]).toMatchObject({ role: 'inventor', name: 'Takeshi Miyazaki', country: 'JP' });
  });

  it('BRS records begin at their boundary and tell headings from paragraphs', async () => {
    const [grant] = await publications('brs.txt');
    expect(grant!.id).toBe('US9204581B2');
    expect(grant!.description.filter(({ kind }) => kind === 'heading').map(({ text }) => text)).toContain('BACKGROUND');
    expect(grant!.claims[0]).toMatchObject({ number: 1 });
    expect(grant!.citations[0]).toMatchObject({ document: 'US20030169838A1', citedBy: 'examiner', date: '2003-09' });
  });
});

describe('prosecution files', () => {
  it('keep cancelled claims and the change made to each', async () => {
    const [file] = await publications('xml4ip-claims.xml');
    expect(file).toMatchObject({ id: 'US14522151', kind: null });
    expect(file!.claims.map(({ number, status }) => [number, status])).toEqual([
      [1, 'cancelled'],
      [2, 'cancelled'],
      [17, 'active'],
      [18, 'active'],
    ]);
    expect(file!.claims[2]!.text).toMatch(/^A method, comprising:\n/);
    expect(file!.claimVersions).toHaveLength(1);
    expect(file!.claimVersions[0]).toMatchObject({ date: '2014-10-23', document: 'CLM' });
  });

  it('read an abstract as abstract and a specification with its printed numbers', async () => {
    const [abstract] = await publications('xml4ip-abstract.xml');
    expect(abstract!.abstracts).toHaveLength(1);
    expect(abstract!.description).toEqual([]);
    const [specification] = await publications('xml4ip-specification.xml');
    expect(specification!.description.find(({ kind }) => kind === 'text')).toMatchObject({
      label: '0002',
      origin: 'office',
    });
  });
});
