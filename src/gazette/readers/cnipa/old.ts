import type { Party } from '../../../core/index.js';
import type { Draft } from '../../parts.js';
import { xmlReader } from '../../record-reader.js';
import { createTextOf } from '../../text-of.js';
import { child, descendants, find, findAll, textAt } from '../../xml/navigate.js';
import type { XmlElement } from '../../xml/types.js';
import { readDocumentId } from '../shared/document-id.js';
import { readParties } from '../shared/parties.js';
import { readCitation } from '../shared/search-report.js';
import { st36Ipc, st36Priorities, st36Related, st36Titles } from '../shared/st36-biblio.js';
import { readAbstracts, readClaims, readDescription, readDrawings } from '../shared/st36-text.js';
import { withoutHardBreaks } from './hard-breaks.js';
import { grantedWhenPublished, typeOfKind, withHeadings } from './text.js';

/** Gazettes of CNIPA in the older schema, `cn-patent-document`: ST.36 with the office's own `cn-` elements. */
export const cnipaOld = xmlReader({
  name: 'cnipa-old-xml',
  title: 'CNIPA gazettes, cn-patent-document',
  licence: null,
  recognises: (head) => head.root === 'cn-patent-document',
  *map(root) {
    yield draftOf(root);
  },
});

function draftOf(root: XmlElement): Draft {
  const textOf = withoutHardBreaks(createTextOf());
  const biblio = child(root, 'cn-bibliographic-data') ?? root;
  const body = child(root, 'application-body') ?? root;
  const publication = readDocumentId(find(biblio, 'cn-publication-reference|publication-reference/document-id'), 'CN');
  const application = readDocumentId(find(biblio, 'application-reference/document-id'), 'CN');
  return {
    country: publication?.country ?? 'CN',
    kind: publication?.kind ?? null,
    type: typeOfKind(publication?.kind ?? null),
    language: 'zh',
    numbers: { publication: publication?.number, application: application?.number },
    dates: {
      filed: application?.date,
      published: publication?.date,
      granted: grantedWhenPublished(publication?.kind ?? null) ? publication?.date : null,
    },
    titles: st36Titles(biblio, 'zh'),
    abstracts: [...readAbstracts(biblio, textOf, 'zh'), ...readAbstracts(body, textOf, 'zh')],
    parties: partiesOf(biblio),
    classes: st36Ipc(biblio),
    priorities: st36Priorities(biblio),
    related: st36Related(biblio),
    citations: [...descendants(biblio, 'citation')].map((citation) => readCitation(citation, 'examiner')),
    claims: readClaims(child(body, 'claims'), textOf),
    description: withHeadings(readDescription(child(body, 'description'), { textOf, skip: ['invention-title'] })),
    drawings: readDrawings(child(body, 'drawings')),
  };
}

/** Agents stand beside the agency they work for, which is the same for all of them. */
function partiesOf(biblio: XmlElement): Party[] {
  const parties = child(biblio, 'cn-parties') ?? biblio;
  const agents = findAll(parties, 'cn-agents/cn-agent');
  return [
    ...readParties(findAll(parties, 'cn-applicants/cn-applicant'), 'applicant'),
    ...readParties(findAll(parties, 'cn-inventors/cn-inventor'), 'inventor'),
    ...readParties(findAll(parties, 'cn-patentees|cn-assignees/cn-patentee|cn-assignee'), 'assignee'),
    ...readParties(agents, 'agent').map((agent, place) => ({
      ...agent,
      address: agent.address ?? textAt(agents[place] ?? null, 'cn-agency/name'),
    })),
  ];
}
