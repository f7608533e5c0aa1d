import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { shortHash } from '../splits/keys.js';
import { writeWhole } from './stage-one.js';

/** Kinds of notes: what the first stage told of a batch, and what the second counted of it. */
type NoteKind = 'read' | 'dealt';

/** Form of the spools and notes; work that was left in another form is thrown away. */
const FORM = 3;

/**
 * The folder in which a build keeps what is done, so that a rerun goes on there. Every file in it is whole or not
 * there; a note is written after the spool and the sketches it speaks of.
 */
export class Journal {
  /** Batches whose notes were found in the folder. */
  resumed = 0;

  /** @param identity everything on which the batches depend; work of another identity is thrown away */
  constructor(
    private readonly folder: string,
    identity: unknown,
  ) {
    const seal = shortHash(`${FORM} ${JSON.stringify(identity)}`);
    const known = path.join(folder, 'identity');
    if (existsSync(folder) && (!existsSync(known) || readFileSync(known, 'utf8') !== seal))
      rmSync(folder, { recursive: true });
    mkdirSync(folder, { recursive: true });
    writeWhole(known, Buffer.from(seal));
  }

  spool(batch: number): string {
    return path.join(this.folder, `${numbered(batch)}.spool`);
  }

  sketches(batch: number): string {
    return path.join(this.folder, `${numbered(batch)}.sketches`);
  }

  read<Note>(kind: NoteKind, batch: number): Note | null {
    const file = this.#note(kind, batch);
    if (!existsSync(file)) return null;
    this.resumed += kind === 'read' ? 1 : 0;
    return deserialize(readFileSync(file)) as Note;
  }

  write(kind: NoteKind, batch: number, note: unknown): void {
    writeWhole(this.#note(kind, batch), serialize(note));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #note(kind: NoteKind, batch: number): string {
    return path.join(this.folder, `${numbered(batch)}.${kind}`);
  }
}

/** Five digits, so that names sort as numbers. */
export function numbered(batch: number): string {
  return String(batch).padStart(5, '0');
}
