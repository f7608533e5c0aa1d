import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import 'pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css';
import './styles/index.css';
import { App } from './App.js';
import { SpeechProvider } from './i18n/index.js';
import { ApiError } from './shared/api.js';
import { CopyProvider } from './shared/copy.js';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // The server's own refusals do not change by asking again.
      retry: (failures, error) => failures < 1 && !(error instanceof ApiError && error.record),
      refetchOnWindowFocus: false,
    },
  },
});

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <SpeechProvider>
          <CopyProvider>
            <App />
          </CopyProvider>
        </SpeechProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}
