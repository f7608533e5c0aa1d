import { TWIN_RULE } from './build/stage-two.js';
import { stepRules } from './cleaning/index.js';
import { FORMATS } from './kinds/formats.js';

/** One rule by which text is dropped or changed. */
export interface RuleLine {
  readonly rule: string;
  readonly what: string;
}

/** Every rule of a build in the order in which they work. */
export function listRules(): readonly RuleLine[] {
  return [
    ...stepRules().map(({ step, rule, what }) => ({ rule: `${step}.${rule}`, what })),
    { rule: TWIN_RULE, what: 'another record of the application, with the same rights, holds more text and is kept' },
  ];
}

/** A form of data that is read beside the offices' gazettes. */
export interface FormLine {
  readonly name: string;
  readonly kind: string;
  readonly en: string;
  readonly ko: string;
}

export function listForms(): readonly FormLine[] {
  return FORMATS.map(({ name, kind, title }) => ({ name, kind, ...title }));
}
