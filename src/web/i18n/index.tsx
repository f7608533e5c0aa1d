import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { stored } from '../shared/storage.js';
import { type Dictionary, en } from './en.js';
import { ko } from './ko.js';

export type UiLanguage = 'ko' | 'en';

const DICTIONARIES: Readonly<Record<UiLanguage, Dictionary>> = { ko, en };
const setting = stored('simsa.language');

interface Speech {
  readonly language: UiLanguage;
  readonly text: Dictionary;
  readonly setLanguage: (language: UiLanguage) => void;
  readonly number: (value: number) => string;
}

const SpeechContext = createContext<Speech | null>(null);

/** The language chosen before, else the browser's first of the two we speak. */
function firstLanguage(): UiLanguage {
  const chosen = setting.get();
  if (chosen === 'ko' || chosen === 'en') return chosen;
  const spoken = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag === 'ko' || tag === 'en');
  return spoken === 'ko' ? 'ko' : 'en';
}

let current: UiLanguage = firstLanguage();

/** The language the server is asked to answer in. */
export function currentLanguage(): UiLanguage {
  return current;
}

/** Gives the page its words. */
export function SpeechProvider({ children }: { readonly children: ReactNode }) {
  const [language, setState] = useState<UiLanguage>(current);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const speech = useMemo<Speech>(() => {
    const format = new Intl.NumberFormat(language);
    const setLanguage = (next: UiLanguage) => {
      current = next;
      setting.set(next);
      setState(next);
    };
    return { language, text: DICTIONARIES[language], setLanguage, number: (value) => format.format(value) };
  }, [language]);
  return <SpeechContext value={speech}>{children}</SpeechContext>;
}

/** The words of the page in the chosen language. */
export function useSpeech(): Speech {
  const speech = useContext(SpeechContext);
  if (!speech) throw new Error('SpeechProvider is missing');
  return speech;
}
