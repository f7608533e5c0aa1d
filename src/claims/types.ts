import type { Language } from '../core/index.js';
import type { Range } from '../text/index.js';

export type ClaimKind = 'independent' | 'dependent' | 'cancelled';
export type ClaimCategory = 'product' | 'process' | 'use' | 'composition' | 'medium' | 'unknown';

/** A feature of a claim. Offsets are UTF-16 units of the claim's text. */
export interface ClaimElement extends Range {
  /** `1a`, `1b`: claim number and place. */
  readonly label: string;
  readonly text: string;
  readonly role: 'preamble' | 'element' | 'wherein';
}

/** A claim as read from its words (특허법 시행령 제5조; 35 U.S.C. 112(d); Rule 43 EPC). */
export interface ParsedClaim {
  readonly number: number;
  readonly text: string;
  /** A claim of another category that refers is independent, and `refersTo` still lists every number it names. */
  readonly kind: ClaimKind;
  readonly category: ClaimCategory;
  /** Claims it depends on (empty for independent claims). */
  readonly dependsOn: readonly number[];
  /** Every claim number it names, in order. */
  readonly refersTo: readonly number[];
  readonly multiple: boolean;
  readonly elements: readonly ClaimElement[];
}

/** A finding about the form of the claims, e.g. a reference to a claim that does not exist. */
export interface ClaimIssue {
  /** `unknown-reference`, `forward-reference`, `self-reference`, `cancelled-reference`, `backward-range`, `multiple-on-multiple`, `not-in-alternative`, `numbering`, `empty`, `no-antecedent`. */
  readonly rule: string;
  readonly claim: number;
  readonly details: Readonly<Record<string, string | number>>;
}

export interface ClaimSet {
  readonly language: Language;
  readonly claims: readonly ParsedClaim[];
  readonly issues: readonly ClaimIssue[];
}
