/** Picks the words for the reader's language; both stand side by side where they are used. */
export type Wording = (english: string, korean: string) => string;

export function wordingIn(language: 'ko' | 'en'): Wording {
  return (english, korean) => (language === 'ko' ? korean : english);
}
