import type { LegalEvent, Priority } from '../../../core/index.js';
import { parseDate } from '../../../core/index.js';
import type { Draft } from '../../parts.js';
import { attribute, child, children, collapse, descendant, findAll, text } from '../../xml/navigate.js';
import type { XmlElement } from '../../xml/types.js';
import { keyOf } from '../shared/document-id.js';
import { applicationNumber, draftOfExchange, readForms } from './exchange-document.js';

/**
 * The family and legal answers of OPS: each member becomes a publication with its own numbers and events and with the
 * list of all members, so that a store can add them to what it has.
 *
 * `family-id` is that of the DOCDB simple family (a biblio answer gives the same id for the same document). OPS has no
 * id for the INPADOC extended family; where all members share one simple family both are the same set, named by it.
 */
export function* draftsOfFamily(family: XmlElement): Generator<Draft> {
  const members = findAll(family, 'family-member');
  const keys = members.flatMap((member) => {
    const publication = readForms(children(member, 'publication-reference'));
    return (publication && keyOf(publication)) ?? [];
  });
  const ids = new Set(members.map((member) => attribute(member, 'family-id')));
  const extended = ids.size === 1 ? ([...ids][0] ?? null) : null;
  for (const member of members) yield draftOfMember(member, [...new Set(keys)], extended);
}

function draftOfMember(member: XmlElement, members: readonly string[], extended: string | null): Draft {
  const exchange = child(member, 'exchange-document');
  const publication = readForms(children(member, 'publication-reference'));
  const application = readForms(children(member, 'application-reference'));
  const country = publication?.country ?? application?.country ?? '';
  return {
    ...(exchange ? draftOfExchange(exchange) : {}),
    country,
    kind: publication?.kind ?? null,
    numbers: { publication: publication?.number, application: applicationNumber(application, country) },
    dates: { published: publication?.date, filed: application?.date },
    priorities: children(member, 'priority-claim').flatMap(priorityOf),
    family: { simple: attribute(member, 'family-id'), extended, members },
    legalEvents: children(member, 'legal').map(legalEventOf),
  };
}

function priorityOf(claim: XmlElement): Priority[] {
  const id = readForms([claim]);
  return id ? [{ country: id.country, number: id.number, date: id.date }] : [];
}

/** Fields of an event that say what and when; the rest of L500EP are its details. */
const DETAILS_APART = new Set(['L501EP', 'L502EP']);

/**
 * One legal event: code, gazette date (L007EP), the INPADOC description with its details in words, and whether it
 * speaks for (`+`) or against (`-`) the right.
 */
function legalEventOf(legal: XmlElement): LegalEvent {
  const description = collapse(attribute(legal, 'desc') ?? text(child(legal, 'pre')));
  const details = child(legal, 'L500EP');
  const national = [...DETAILS_APART].map((name) => nationalPart(child(details, name))).filter(Boolean);
  const others = children(details)
    .filter((detail) => !DETAILS_APART.has(detail.name) && text(detail) !== '')
    .map((detail) => `${attribute(detail, 'desc') ?? detail.name}: ${text(detail)}`);
  const head = national.length > 0 ? `${description} ${national.join(' ')}` : description;
  return {
    date: parseDate(text(child(legal, 'L007EP')) || text(descendant(legal, 'L525EP'))),
    code: attribute(legal, 'code') ?? (text(child(legal, 'L008EP')) || null),
    text: [head, ...others].join('; '),
    status: attribute(legal, 'infl'),
  };
}

/** The national office (L501EP) and its own code with what it means (L502EP). */
function nationalPart(part: XmlElement | null): string {
  const meaning = collapse(attribute(part, 'descData') ?? '');
  return meaning ? `${text(part)} (${meaning})` : text(part);
}
