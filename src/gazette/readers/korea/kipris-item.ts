import { parseDate, type Section } from '../../../core/index.js';
import { citationsOf, type KoreanBibliography, type KoreanParty, paperEvent } from './bibliography.js';
import type { ClaimChange } from './claim-history.js';
import { at, field, type Tree } from './tree.js';

/**
 * Everything one record of KIPRIS Plus says of an application: the bibliography detail (fields in `…InfoArray/…Info`), and
 * the flat records of the searches, whose field names differ from service to service (`openNumber`, `OpeningNumber`).
 */
export function kiprisBibliography(item: Tree): KoreanBibliography {
  const summary = at(item, 'bibliosummaryinfoarray', 'bibliosummaryinfo')[0] ?? item;
  return {
    applicationNumber: field(summary, 'applicationnumber', 'applicationno') ?? numberOfImage(item),
    publicationNumber: field(summary, 'opennumber', 'openingnumber'),
    registrationNumber: field(summary, 'registernumber', 'registrationnumber', 'registerno'),
    filingDate: field(summary, 'applicationdate'),
    openDate: field(summary, 'opendate', 'openingdate'),
    publicationDate: field(summary, 'publicationdate', 'publicdate'),
    registrationDate: field(summary, 'registerdate', 'registrationdate'),
    examinationRequestDate: field(summary, 'originalexaminationrequestdate'),
    translationDate: field(summary, 'translationsubmitdate'),
    applicationKind: field(summary, 'originalapplicationkind'),
    original: {
      number: field(summary, 'originalapplicationnumber'),
      date: field(summary, 'originalapplicationdate'),
    },
    titleKorean: field(summary, 'inventiontitle', 'inventionname', 'titleofinvention'),
    titleEnglish: field(summary, 'inventiontitleeng'),
    status: field(summary, 'registerstatus', 'registrationstatus'),
    finalDisposal: field(summary, 'finaldisposal'),
    abstract: abstractOf(item),
    parties: partiesOf(item, summary),
    ipc: [
      ...infos(item, 'ipcinfo').map(ipcOf),
      ...listed(field(item, 'internationalpatentclassificationnumber', 'ipcnumber')),
    ],
    cpc: [
      ...infos(item, 'cpcinfo').map(cpcOf),
      ...listed(field(item, 'cooperativepatentclassificationnumber', 'cpcnumber')),
    ],
    priorities: infos(item, 'priorityinfo').map((info) => ({
      country: field(info, 'priorityapplicationcountry'),
      number: field(info, 'priorityapplicationnumber'),
      date: field(info, 'priorityapplicationdate'),
    })),
    ...pctOf(item),
    families: infos(item, 'familyinfo').flatMap((info) => field(info, 'familyapplicationnumber') ?? []),
    citations: citationsOf(infos(item, 'priorartdocumentsinfo').map(priorArtOf)),
    claims: infos(item, 'claiminfo').flatMap((info) => {
      const text = field(info, 'claim');
      return text ? [{ number: null, text }] : [];
    }),
    claimChanges: claimChangesOf(item),
    events: infos(item, 'legalstatusinfo').flatMap((info) =>
      paperEvent(field(info, 'receiptdate'), field(info, 'documentname') ?? '', field(info, 'commoncodename')),
    ),
    description: fundingOf(item),
  };
}

/** `applicantInfoArray/applicantInfo` and its like. */
function infos(item: Tree, name: string): readonly Tree[] {
  return at(item, `${name}array`, name);
}

/** The service sometimes leaves the summary out (`xsi:nil`) although the rest is there: the drawing bears the number too. */
function numberOfImage(item: Tree): string | null {
  const name = at(item, 'imagepathinfo').map((info) => field(info, 'docname'))[0];
  return /^(\d{13})\./.exec(name ?? '')?.[1] ?? null;
}

/** Searches cut long abstracts and say so at the end. */
function abstractOf(item: Tree): string | null {
  const detailed = infos(item, 'abstractinfo').flatMap((info) => field(info, 'astrtcont') ?? []);
  return detailed.join('\n') || field(item, 'abstract', 'astrtcont');
}

const ROLES = [
  ['applicant', 'applicantinfo'],
  ['inventor', 'inventorinfo'],
  ['agent', 'agentinfo'],
] as const;

function partiesOf(item: Tree, summary: Tree): KoreanParty[] {
  const detailed = ROLES.flatMap(([role, name]) => infos(item, name).map((info) => partyOf(role, info)));
  const applicants = field(item, 'applicant', 'applicantname');
  const examiner = field(summary, 'examinername');
  return [
    ...detailed,
    ...(applicants ? [{ role: 'applicant' as const, name: applicants }] : []),
    ...(examiner ? [{ role: 'examiner' as const, name: examiner }] : []),
  ];
}

function partyOf(role: KoreanParty['role'], info: Tree): KoreanParty {
  return {
    role,
    name: field(info, 'name') ?? '',
    nameEnglish: field(info, 'engname'),
    country: field(info, 'country'),
    address: field(info, 'address'),
  };
}

function ipcOf(info: Tree) {
  return { symbol: field(info, 'ipcnumber') ?? '', edition: field(info, 'ipcdate') };
}

function cpcOf(info: Tree) {
  return {
    symbol: field(info, 'cooperativepatentclassificationnumber', 'cpcnumber') ?? '',
    edition: field(info, 'cooperativepatentclassificationdate', 'cpcdate'),
  };
}

/** Searches list symbols as `A01K 13/00|B08B 1/32`. */
function listed(symbols: string | null) {
  return (symbols ?? '').split('|').map((symbol) => ({ symbol }));
}

function pctOf(item: Tree): Pick<KoreanBibliography, 'pctFiling' | 'pctPublication'> {
  const [info] = infos(item, 'internationalinfo');
  if (!info) return {};
  return {
    pctFiling: {
      number: field(info, 'internationalapplicationnumber'),
      date: field(info, 'internationalapplicationdate'),
    },
    pctPublication: { number: field(info, 'internationopennumber'), date: field(info, 'internationopendate') },
  };
}

function priorArtOf(info: Tree) {
  const by = field(info, 'examinerquotationflag') === 'Y' ? ('examiner' as const) : ('search-report' as const);
  return { text: field(info, 'documentsnumber') ?? '', by };
}

/**
 * Papers of the claim history. Some papers leave out a claim that the service lists in its last version all the same:
 * it is put to the last paper.
 */
function claimChangesOf(item: Tree): readonly ClaimChange[] {
  const papers = at(item, 'claims', 'all_versions').map(changeOf);
  const named = new Set(papers.flatMap(({ claims }) => claims.map(({ number }) => number)));
  const last = at(item, 'claims', 'last_version').map(changeOf)[0];
  const missing = last?.claims.filter(({ number }) => !named.has(number)) ?? [];
  const final = papers.at(-1) ?? last;
  if (!final || missing.length === 0) return papers;
  return [...papers.slice(0, -1), { ...final, claims: papers.length > 0 ? [...final.claims, ...missing] : missing }];
}

function changeOf(version: Tree): ClaimChange {
  return {
    version: field(version, 'version') ?? '',
    date: parseDate(field(version, 'receipt_date')),
    document: field(version, 'document_name'),
    claims: at(version, 'claims').flatMap((claim) => {
      const number = Number(field(claim, 'claim_number'));
      if (!(number > 0)) return [];
      const refersTo = at(claim, 'refers_to').map(({ text }) => Number(text));
      return [{ number, change: field(claim, 'change_type') ?? '', text: field(claim, 'text'), refersTo }];
    }),
  };
}

/** The national research project behind an application, one line a fact. */
function fundingOf(item: Tree) {
  const section: Section = 'government-interest';
  return infos(item, 'rndinfo').flatMap((info) => {
    const facts = [...info.fields.values()].flatMap((trees) => trees.map(({ text }) => text)).filter(Boolean);
    return facts.length > 0 ? [{ text: facts.join('\n'), section }] : [];
  });
}
