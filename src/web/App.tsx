import { useState } from 'react';
import { AskView } from './ask/AskView.js';
import { useAsk } from './ask/use-ask.js';
import { ExamineView } from './examine/ExamineView.js';
import { useExamination } from './examine/use-examination.js';
import { HelpDialog } from './HelpDialog.js';
import { useSpeech } from './i18n/index.js';
import { LibraryView } from './library/LibraryView.js';
import { NotFound } from './NotFound.js';
import { SearchView } from './search/SearchView.js';
import { ErrorBoundary } from './shared/ErrorBoundary.js';
import { focusMainBox, useKeys } from './shared/keyboard.js';
import { addressOf, navigate, useRoute } from './shared/router.js';
import { TopBar } from './TopBar.js';
import { TrainingView } from './training/TrainingView.js';

/** The workbench: a bar and one of its views. Answers and examinations outlive a change of view. */
export function App() {
  const { text } = useSpeech();
  const { view, params } = useRoute();
  const [help, setHelp] = useState(false);
  const ask = useAsk();
  const examination = useExamination();
  useKeys({
    '/': focusMainBox,
    '?': () => setHelp(true),
    '1': () => navigate(addressOf('search')),
    '2': () => navigate(addressOf('ask')),
    '3': () => navigate(addressOf('examine')),
    '4': () => navigate(addressOf('library')),
  });
  return (
    <>
      <a className="skip-link" href="#main">
        {text.bar.skip}
      </a>
      <TopBar view={view} onHelp={() => setHelp(true)} />
      <main id="main" className={`view view-${view ?? 'nowhere'}`} tabIndex={-1}>
        <ErrorBoundary key={view}>
          {view === null && <NotFound />}
          {view === 'search' && <SearchView params={params} />}
          {view === 'ask' && <AskView params={params} session={ask} />}
          {view === 'examine' && <ExamineView params={params} session={examination} />}
          {view === 'library' && <LibraryView />}
          {view === 'training' && <TrainingView />}
        </ErrorBoundary>
      </main>
      <HelpDialog open={help} onClose={() => setHelp(false)} />
    </>
  );
}
