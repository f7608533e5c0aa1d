import { plain } from './plain.js';
import type { Grammar } from './script.js';
import type { ClaimCategory } from './types.js';

type Rule = readonly [pattern: RegExp, category: ClaimCategory];

/** Tried in order on the words that name what is claimed; a name that none matches is a product. */
const NAMES: Readonly<Record<Grammar, readonly Rule[]>> = {
  ko: [
    [/(?:매체|프로그램|프로그램\s?제품|소프트웨어)$/, 'medium'],
    [/(?:용도|사용)$/, 'use'],
    [
      /(?:방법|공정|제법|프로세스|제조법|공법|처리법|측정법|요법|양생법|재배법|분석법|검출법|합성법|추출법|정제법|검사법)$/,
      'process',
    ],
    [/(?:조성물|혼합물|합금|배합물|제형|제형물|복합제|복합물)$/, 'composition'],
  ],
  ja: [
    [/(?:媒体|プログラム|ソフトウェア|プログラム製品)$/, 'medium'],
    [/(?:使用|用途)$/, 'use'],
    [/(?:方法|工程|製法|プロセス|工法|処理法)$/, 'process'],
    [/(?:組成物|混合物|合金|配合物)$/, 'composition'],
  ],
  zh: [
    [/(?:介质|介質|程序产品|程序|媒體|媒体|程式產品)$/, 'medium'],
    [/(?:用途|应用|應用|使用)$/, 'use'],
    [/(?:方法|工艺|工藝|制法|製法|流程)$/, 'process'],
    [/(?:组合物|組合物|混合物|合金|组成物|組成物)$/, 'composition'],
  ],
  en: [
    [/(?:^|\s)(?:use)$/, 'use'],
    [/(?:^|\s|-)(?:methods?|process(?:es)?|procedure|technique)$/, 'process'],
    [
      /(?:readable|storage|recording|transitory|memory|computer|machine|program)[\w\s/-]*?(?:medium|media|mediums)$|(?:^|\s)(?:programs?|program products?|software|software product|storage device)$/,
      'medium',
    ],
    [/(?:composition|compositions|mixture|mixtures|formulation|formulations|alloy|blend)$/, 'composition'],
  ],
  de: [
    [/verwendung$/, 'use'],
    [/verfahren(?:s)?$/, 'process'],
    [/(?:datenträger|speichermedium|computerprogramm|computerprogrammprodukt|programm)$/, 'medium'],
    [/(?:zusammensetzung|mischung|legierung|formulierung)$/, 'composition'],
  ],
  fr: [
    [/^(?:l['’])?utilisation/, 'use'],
    [/^(?:le |la |l['’]|un |une )?(?:procédé|méthode)/, 'process'],
    [/^(?:le |la |l['’]|un |une )?(?:support|programme|produit programme)/, 'medium'],
    [/^(?:le |la |l['’]|un |une )?(?:composition|mélange|alliage|formulation)/, 'composition'],
  ],
  es: [
    [/^(?:el |la |un |una )?(?:uso|utilización)/, 'use'],
    [/^(?:el |la |un |una )?(?:procedimiento|método|metodo|proceso)/, 'process'],
    [/^(?:el |la |un |una )?(?:medio|programa|soporte)/, 'medium'],
    [/^(?:el |la |un |una )?(?:composición|mezcla|aleación|formulación)/, 'composition'],
  ],
};

/**
 * What kind of thing a claim asks for, from the words that name it: its ending in Korean and Japanese, its
 * opening words elsewhere. Dependent claims that only say `제1항에 있어서, …` without a name give `unknown`.
 */
export function categoryOf(text: string, grammar: Grammar): ClaimCategory {
  const name = claimedName(text, grammar);
  if (!name) return 'unknown';
  return NAMES[grammar].find(([pattern]) => pattern.test(name))?.[1] ?? 'product';
}

/** The words that name what is claimed, without articles and what follows them. */
export function claimedName(text: string, grammar: Grammar): string {
  const read = plain(text).trim();
  if (grammar === 'ko') return koreanName(read);
  if (grammar === 'ja') return endingName(read, /[、,\s]/);
  if (grammar === 'zh') return chineseName(read);
  return latinName(read, grammar);
}

const NOT_A_NAME = /(?:다|임|음|함|됨|있고|하고|이며|고|며|서|는|은|한|된|인|할|될|및|또는|단계|것)$/;
/** `…의 제조 방법: (a) …`: a list follows the name. */
const HEADED =
  /([가-힣]*(?:방법|조성물|화합물|용도|장치|시스템|키트|물질|매체|공정|제법|접합체|결합체|항체|세포|제제|벡터|염))\s*(?:[:：;](?=\s|\[|\(|ㆍ|$)|\.\s+(?=\S))/;

/** A Korean claim is a noun phrase: its last words are its name, unless a formula, a list or an explanation follows it. */
function koreanName(text: string): string {
  const ending = endingName(text, /[,\n;]/);
  const headed = HEADED.exec(text)?.[1];
  const named = /[가-힣]$/.test(ending) && !NOT_A_NAME.test(ending);
  if (named && (!headed || NAMES.ko.some(([pattern]) => pattern.test(ending)))) return ending;
  const opened = /^[^.;]{0,200}?([가-힣A-Za-z()]+)(?:으로서|로서|에\s?있어서)\s*[,\n]/.exec(
    withoutReference(text),
  )?.[1];
  return headed ?? opened ?? (ending ? '대상' : '');
}

function withoutReference(text: string): string {
  return text.replace(/^[^,]{0,80}항\s*에\s*있어서\s*,?/, '');
}

function endingName(text: string, boundary: RegExp): string {
  const bare = text.replace(
    /(?:\([^()]*\)|\[[^\]]*\]|<[^<>]*>|[\s.。:;,、"'」』)\]]|(?<=[\s,;])(?:및|또는|and|or))+$/u,
    '',
  );
  return bare.split(boundary).at(-1)!.trim();
}

function chineseName(text: string): string {
  const head = text.split(/[，,；;：:。]|其特征在于|其特徵在於|包括|包含|其中/)[0]!;
  return head.replace(/^\s*\d+\s*[.、]\s*/, '').replace(/(?:\([^()]*\)|\s)+$/, '');
}

/** Words after which the name of the claimed thing is over. */
const NAME_END: Readonly<Record<string, RegExp>> = {
  en: /[,:;(]|\s(?:for|of|to|in|on|with|by|using|that|which|having|comprising|comprises|comprise|including|includes|containing|wherein|whereby|where|according|as|consisting|capable|adapted|configured|executed|performed|implemented|carried|operable|suitable|defined|recited|claimed|set forth|storing|stored|under|at|from|is|being|made|produced|prepared|obtained|obtainable|characterized|characterised|encoded|encoding|thereof|and|or|when|operating|operated|between|through|within|used|utilizing|employing|via|per|tangibly|whose|formed|based|being|performable|executable|encompassing|involving|suited|useful)(?=[\s,:;(]|$)/,
  de: /[,:;(]|\s(?:zum|zur|nach|gemäß|mit|für|von|des|der|die|das|eines|einer|wobei|bei|umfassend|aus|in|an|auf|durch|welches|welche|welcher|enthaltend|gekennzeichnet|dadurch)(?=[\s,:;(]|$)/,
};

/** `computer implemented method for`, `scanning and measurement method comprising`: up to eight words, none of them a preposition. */
const METHOD_OF_SEVERAL_WORDS =
  /^(?:(?!(?:for|of|to|performing|storing|configured|using|by|with|having|that|which|comprising)\s)[\w/’'-]+,?\s+){0,8}(?:methods?|process(?:es)?)(?=\s(?:for|of|to|comprising|comprises|including|in|that|which|by|using|wherein|performed|executed|implemented|as|according|having|based|claim|on|with)\s|[,:;(.]|\s*$)/;

function latinName(text: string, grammar: Grammar): string {
  let head = text
    .toLowerCase()
    .replace(/^\s*\d+\s*[.)]\s*/, '')
    .replace(/\s*\([^()]{1,60}\)/g, '');
  if (grammar === 'fr' || grammar === 'es') return head.slice(0, 80);
  // `In a network having nodes, a method of …`: the name stands after the comma.
  head = head.replace(
    /^(?:in|for|with|within|at|on) (?:a|an|the|one or more) [^:;]{1,800}?,\s*(?=(?:an? |the )?(?:improved? |improvement )?(?:method|process)\b)/,
    '',
  );
  head = head.replace(/^(?:in|for|with|within|at|on) (?:a|an|the) [^,:;]{1,200},\s*(?=(?:an?|the) )/, '');
  // `Claim 1 wherein …`, `According to claim 1, the device …`
  head = head.replace(
    /^(?:as claimed in|according to|as in|as recited in|the|nach|gemäß)?\s*(?:any (?:one )?of )?(?:patent)?(?:claims?|ansprüchen?|anspruch)[\s\d,-]*(?:or|to|and)?[\s\d]*,?\s*(?:wherein\s|the method\b(?= wherein))?/,
    '',
  );
  head = head.replace(/^(?:(?:an?|the|said|one or more|at least one|ein|eine|einen|das|die|der)\s+)+/, '');
  if (/^(?:methods?|process(?:es)?|use|verfahren|verwendung)(?=[\s,:;.]|$)/.test(head)) {
    const first = /^[a-z]+/.exec(head)![0];
    if (
      !/^process (?:chamber|cartridge|unit|apparatus|system|controller|module|equipment|tool|liquid|kit|line|vessel)/.test(
        head,
      )
    )
      return first;
  }
  if (grammar === 'en' && METHOD_OF_SEVERAL_WORDS.test(head)) return 'method';
  return (head.split(NAME_END[grammar]!)[0] ?? '').replace(/[\s.]+$/, '');
}
