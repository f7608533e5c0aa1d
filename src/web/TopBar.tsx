import { CircleHelp, Languages, Monitor, Moon, Sun } from 'lucide-react';
import { useSpeech } from './i18n/index.js';
import { addressOf, navigate, type View } from './shared/router.js';
import { type Theme, useTheme } from './shared/theme.js';
import { useRuns } from './training/use-runs.js';

const VIEWS: readonly View[] = ['search', 'ask', 'examine', 'library'];
const VIEWS_WITH_RUNS: readonly View[] = [...VIEWS, 'training'];
const NEXT_THEME: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };
const THEME_ICONS = { system: Monitor, light: Sun, dark: Moon } as const;

/** Name, views, and the switches for language and theme. */
export function TopBar({ view, onHelp }: { readonly view: View | null; readonly onHelp: () => void }) {
  const { text, language, setLanguage } = useSpeech();
  const [theme, setTheme] = useTheme();
  const { data: runs = [] } = useRuns();
  const views = runs.length > 0 ? VIEWS_WITH_RUNS : VIEWS;
  const ThemeIcon = THEME_ICONS[theme];
  const themeTitle = `${text.bar.theme}: ${text.bar.themes[theme]}`;
  return (
    <header className="top-bar">
      <a className="brand" href={addressOf('search')} onClick={followInPage}>
        <span className="brand-han" lang="ko">
          심사
        </span>
        <span className="brand-latin">Simsa</span>
      </a>
      <nav className="view-tabs" aria-label={text.bar.views}>
        {views.map((name) => (
          <a key={name} href={addressOf(name)} aria-current={name === view ? 'page' : undefined} onClick={followInPage}>
            {text.views[name]}
          </a>
        ))}
      </nav>
      <span className="spacer" />
      <button
        type="button"
        className="bar-button"
        aria-label={`${text.bar.language}: ${text.bar.otherLanguage}`}
        onClick={() => setLanguage(language === 'ko' ? 'en' : 'ko')}
      >
        <Languages size={16} aria-hidden="true" />
        <span lang={language === 'ko' ? 'en' : 'ko'}>{text.bar.otherLanguage}</span>
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={themeTitle}
        title={themeTitle}
        onClick={() => setTheme(NEXT_THEME[theme])}
      >
        <ThemeIcon size={17} aria-hidden="true" />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={text.bar.help}
        title={`${text.bar.help} (?)`}
        onClick={onHelp}
      >
        <CircleHelp size={17} aria-hidden="true" />
      </button>
    </header>
  );
}

/** Plain clicks stay in the page; new tabs and windows are left to the browser. */
function followInPage(event: React.MouseEvent<HTMLAnchorElement>): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  navigate(event.currentTarget.pathname + event.currentTarget.search);
}
