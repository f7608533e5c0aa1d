/** Score from which a right part is taken for one at the end of a word. */
export const SURE = 0.5;
/** Forms of the copula that the analyser takes for nouns: 장치일 (수 있다), 장치임. */
export const COPULA = ['일', '임', '인'];
