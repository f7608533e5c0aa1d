import { useSpeech } from './i18n/index.js';
import { Dialog } from './shared/Dialog.js';

/** What the keys do. */
export function HelpDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { text } = useSpeech();
  return (
    <Dialog title={text.help.title} open={open} onClose={onClose}>
      <table className="key-table">
        <tbody>
          {text.help.rows.map(([keys = '', does]) => (
            <tr key={keys}>
              <th scope="row">
                {keys.split(/\s{2,}/).map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </th>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
