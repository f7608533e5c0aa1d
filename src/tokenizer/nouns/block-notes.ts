import { closeSync, openSync, readSync, rmSync, writevSync } from 'node:fs';
import { cannotWrite } from '../counts/sorted-runs.js';
import type { BlockWords } from './block-words.js';

/** What is kept of a block: where it stands in the file, and how many numbers of each kind it has. */
interface Note {
  readonly at: number;
  readonly words: number;
  readonly units: number;
  readonly met: number;
  readonly documents: number;
  readonly isComposed: boolean;
}

/** The words of a block as counting found them. */
export interface NotedBlock {
  readonly words: BlockWords;
  readonly isComposed: boolean;
}

/** Keeps the words of blocks in a file while an extraction goes on, about a third of the size of the text. */
export class BlockNotes {
  readonly #file: number;
  readonly #notes = new Map<number, Note>();
  #end = 0;
  #isOpen = true;

  /** @throws `tokenizer.cannot-write` */
  constructor(readonly path: string) {
    this.#file = this.#writing(() => openSync(path, 'w+'));
  }

  /** @throws `tokenizer.cannot-write` */
  keep(block: number, words: BlockWords, isComposed: boolean): void {
    const { units, ends, starts, stops, met, documentEnds } = words;
    const parts = [ends, starts, stops, met, documentEnds, units];
    const size = parts.reduce((sum, { byteLength }) => sum + byteLength, 0);
    const written = this.#writing(() => writevSync(this.#file, parts, this.#end));
    if (written < size) throw cannotWrite(this.path, new Error('disk full'));
    this.#notes.set(block, {
      at: this.#end,
      words: ends.length,
      units: units.length,
      met: met.length,
      documents: documentEnds.length,
      isComposed,
    });
    this.#end += size;
  }

  /** The words of a block, in memory of their own; null when they were not kept, as before an interruption. */
  read(block: number): NotedBlock | null {
    const note = this.#notes.get(block);
    if (note === undefined) return null;
    const numbers = 3 * note.words + note.met + note.documents;
    const memory = new ArrayBuffer(numbers * 4 + note.units * 2);
    readSync(this.#file, new Uint8Array(memory), 0, memory.byteLength, note.at);
    let at = 0;
    const next = (size: number) => {
      const part = new Uint32Array(memory, at, size);
      at += part.byteLength;
      return part;
    };
    const [ends, starts, stops] = [next(note.words), next(note.words), next(note.words)];
    const [met, documentEnds] = [next(note.met), next(note.documents)];
    const units = new Uint16Array(memory, at, note.units);
    return { words: { units, ends, starts, stops, met, documentEnds }, isComposed: note.isComposed };
  }

  /** Forgets all; a second time does nothing. */
  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    closeSync(this.#file);
    rmSync(this.path, { force: true });
  }

  #writing<Result>(write: () => Result): Result {
    try {
      return write();
    } catch (thrown) {
      throw cannotWrite(this.path, thrown);
    }
  }
}
