import { useSpeech } from './i18n/index.js';
import { addressOf, navigate } from './shared/router.js';
import { EmptyState } from './shared/states.js';

/** What an address that leads nowhere shows. */
export function NotFound() {
  const { text } = useSpeech();
  return (
    <EmptyState title={text.errors.notFound} hint={location.pathname}>
      <button type="button" className="button button-primary" onClick={() => navigate(addressOf('search'))}>
        {text.errors.home}
      </button>
    </EmptyState>
  );
}
