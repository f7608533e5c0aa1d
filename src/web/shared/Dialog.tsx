import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useSpeech } from '../i18n/index.js';

/** A modal dialog; the browser keeps the focus inside and gives it back at the end. */
export function Dialog(props: {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { text } = useSpeech();
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  useEffect(() => {
    const element = dialog.current;
    if (props.open && element?.open === false) element.showModal();
    if (!props.open && element?.open) element.close();
  }, [props.open]);
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={title} onClose={props.onClose}>
      <header className="dialog-head">
        <h2 id={title}>{props.title}</h2>
        <button type="button" className="icon-button" aria-label={text.common.close} onClick={props.onClose}>
          <X size={18} aria-hidden="true" />
        </button>
      </header>
      {props.children}
    </dialog>
  );
}
