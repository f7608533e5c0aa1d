import type { Section } from '../../../core/index.js';

/**
 * Words that open a section's heading in the languages of the offices read here. The first that fits wins, so
 * narrower headings stand before the wider ones that contain them (problem and solution before summary).
 */
const HEADINGS: readonly (readonly [section: Section, words: RegExp])[] = [
  [
    'related-applications',
    /^(?:cross[- ]?references?\b|(?:reference to )?related (?:patent )?applications?\b|claim of priority|priority (?:claim|data)|querverweis|référence(?:s)? (?:croisée|à)|相关申请|関連出願|同時係属出願)/,
  ],
  [
    'government-interest',
    /^(?:statement (?:of|regarding) (?:government|federal)|government (?:interest|rights|support)|federally)/,
  ],
  ['sequence-listing', /^(?:sequence listing|sequenzprotokoll|listage de séquences|序列表|配列表)/],
  [
    'citation-list',
    /^(?:citation list|(?:non-)?patent (?:literature|document)s?\b|prior art documents?|references cited|references$|现有技术文献|(?:非)?专利文献|先行技術文献|(?:非)?特許文献|引用文献)/,
  ],
  [
    'technical-field',
    /^(?:(?:technical|industrial) field|field\b|area of the invention|technisches gebiet|gebiet der|domaine (?:technique|de l)|campo (?:técnico|de la)|sector (?:técnico|de la)|技术领域|技術分野|発明の分野|所属技术领域|產業上の利用分野|産業上の利用分野)/,
  ],
  [
    'drawings',
    /^(?:(?:brief |short )?(?:description|explanation|introduction)s? (?:of|to) (?:the )?(?:several views|(?:accompanying )?(?:drawing|figure)s?)|list of (?:drawings|figures)|figures?$|drawings?$|(?:kurze )?(?:beschreibung|erläuterung) der (?:zeichnung|figur|abbildung)|(?:brève )?description des (?:dessins|figures)|(?:breve )?descripción de (?:los dibujos|las figuras)|附图说明|附图的简要说明|图面说明|附图简要说明|図面の簡単な説明)/,
  ],
  [
    'problem',
    /^(?:(?:technical )?problems? (?:to be solved|of the|that|underlying)|technical problem|problem statement|objects? of the invention|发明(?:所)?要解决的|(?:所)?要解决的(?:技术)?(?:问题|课题)|発明が解決しようとする課題|aufgabe der erfindung)/,
  ],
  [
    'solution',
    /^(?:(?:technical )?solutions? (?:to|of|for)|technical solution|means (?:for|of|to) (?:solving|solve)|(?:用于)?解决(?:技术)?(?:问题|课题)的|解决问题的|技术方案|課題を解決するための手段)/,
  ],
  [
    'effects',
    /^(?:(?:advantageous|beneficial) effects?|effects? of (?:the )?invention|advantages of|vorteile der|effets? avantageux|发明(?:的)?(?:有益)?效果|有益效果|発明の効果)/,
  ],
  [
    'background',
    /^(?:background|(?:description of |discussion of )?(?:the )?(?:related|prior) art|state of the art|stand der technik|hintergrund|état de la technique|arrière[- ]plan|art antérieur|antecedentes|estado de la técnica|背景|背景技术|背景技術|従来の技術|现有技术)/,
  ],
  [
    'industrial-applicability',
    /^(?:industrial (?:applicability|application|utility)|gewerbliche anwendbarkeit|applicabilité industrielle|applicación industrial|aplicación industrial|产业上的?可?利用|工业实用性|産業上の利用)/,
  ],
  [
    'reference-signs',
    /^(?:(?:list of )?reference (?:signs?|numerals?|characters?|symbols?|numbers?)|(?:description|explanation) of (?:the )?(?:reference|symbols|codes|numerals)|bezugszeichen|liste des références|附图标记|符号说明|标号说明|符号の説明)/,
  ],
  [
    'summary',
    /^(?:(?:brief )?summary|(?:brief )?(?:general )?(?:disclosure|description|statement|outline) of (?:the )?(?:present )?invention|brief description|disclosure|zusammenfassung|darstellung der erfindung|kurzbeschreibung|exposé|résumé|résumé de l|resumen|sumario|descripción de la invención|explicación de la invención|发明内容|发明概要|发明的概要|实用新型内容|発明の概要|発明の開示|考案の開示)/,
  ],
  [
    'examples',
    /^(?:(?:working |preparation |preparative |synthesis |comparative |reference |test )?examples?(?:\s*[\d:.]|\s+[a-z]\b|$)|experimental|beispiele?(?:\s*\d|$)|exemples?(?:\s*\d|$)|ejemplos?(?:\s*\d|$)|实施例|実施例)/,
  ],
  [
    'embodiments',
    /^(?:detailed (?:description|explanation|disclosure)|description of (?:the )?(?:(?:preferred|exemplary|illustrative|specific|various) )?embodiments?|(?:preferred |exemplary |best )?modes? (?:for|of)|best mode|(?:preferred )?embodiments?|specific (?:embodiment|description)|detailliert|ausführliche|ausführungsform|wege? zur ausführung|description (?:détaillée|des modes)|mode(?:s)? de réalisation|descripción (?:detallada|de realizaciones)|realización preferente|modo de realización|具体实施方式|实施方式|具体实施例|発明を実施するための|実施の形態|実施形態|好適な実施形態|発明の実施の形態)/,
  ],
];

/** Brackets, numbering and quotation marks around a heading: `[Technical Field]`, `1. Field`, `＜実施例＞`, `(I) Summary`. */
const ORNAMENT = /^(?:[\s[\](){}<>【】［］＜＞《》〔〕"'“”*:：—–-]|\d{1,2}[.)．]|[ivx]{1,4}[.)])+/;

/** The section a heading of the description opens, by its words; null when it opens none (`Example apparatus`). */
export function sectionOfHeading(heading: string): Section | null {
  const words = heading.normalize('NFKC').toLowerCase().replace(ORNAMENT, '').trim();
  for (const [section, opening] of HEADINGS) if (opening.test(words)) return section;
  return null;
}
