import { FileUp } from 'lucide-react';
import { useId, useState } from 'react';

/** A place to drop files, and a button for those who do not drop. */
export function DropZone(props: {
  readonly title: string;
  readonly hint?: string;
  readonly choose: string;
  readonly multiple?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}) {
  const [over, setOver] = useState(false);
  const input = useId();
  const take = (files: FileList | null) => {
    if (files && files.length > 0) props.onFiles([...files]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same by keyboard
    <div
      className={`drop${over ? ' is-over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <FileUp size={22} aria-hidden="true" />
      <p className="drop-title">{props.title}</p>
      {props.hint !== undefined && <p className="drop-hint">{props.hint}</p>}
      <input
        id={input}
        className="visually-hidden"
        type="file"
        multiple={props.multiple ?? false}
        onChange={(event) => {
          take(event.target.files);
          event.target.value = '';
        }}
      />
      <label htmlFor={input} className="button">
        {props.choose}
      </label>
    </div>
  );
}
