/** Tokens as they come, in typed arrays that grow. Refilled for every text. */
export class TokenBuffer {
  ids = new Int32Array(1024);
  starts = new Uint32Array(1024);
  ends = new Uint32Array(1024);
  units = new Int32Array(1024);
  size = 0;

  push(id: number, start: number, end: number, unit: number): void {
    this.reserve(1);
    this.ids[this.size] = id;
    this.starts[this.size] = start;
    this.ends[this.size] = end;
    this.units[this.size++] = unit;
  }

  /** Makes room for `more` tokens. */
  reserve(more: number): void {
    if (this.size + more <= this.ids.length) return;
    const length = Math.max(this.ids.length * 2, this.size + more);
    this.ids = grown(this.ids, new Int32Array(length));
    this.starts = grown(this.starts, new Uint32Array(length));
    this.ends = grown(this.ends, new Uint32Array(length));
    this.units = grown(this.units, new Int32Array(length));
  }
}

function grown<T extends Int32Array | Uint32Array>(old: T, fresh: T): T {
  fresh.set(old);
  return fresh;
}
