import { TWIN_RULE } from './build/stage-two.js';
import { stepRules } from './cleaning/index.js';
import { DUPLICATE_RULES } from './duplicates/index.js';
import { FORMATS } from './kinds/formats.js';

/** One rule by which text is dropped or changed. */
export interface RuleLine {
  readonly rule: string;
  readonly what: string;
}

/** Every rule of a build in the order in which they work. */
export function listRules(): readonly RuleLine[] {
  return [
    ...stepRules().map(({ step, rule, what }) => ({ rule: rule.includes('.') ? rule : `${step}.${rule}`, what })),
    { rule: TWIN_RULE, what: 'a record of the same application with the same rights that holds more text is kept' },
    ...Object.entries(DUPLICATE_RULES).map(([rule, what]) => ({ rule, what })),
  ];
}

/** Every form of data that is read beside the offices' gazettes. */
export function listForms(): readonly {
  readonly name: string;
  readonly kind: string;
  readonly en: string;
  readonly ko: string;
}[] {
  return FORMATS.map(({ name, kind, title }) => ({ name, kind, ...title }));
}
