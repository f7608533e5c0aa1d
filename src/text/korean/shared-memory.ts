/** Arrays over memory that worker threads can share without copying. */
export const shared = {
  uint8: (length: number) => new Uint8Array(new SharedArrayBuffer(length)),
  uint16: (length: number) => new Uint16Array(new SharedArrayBuffer(length * 2)),
  int16: (length: number) => new Int16Array(new SharedArrayBuffer(length * 2)),
  uint32: (length: number) => new Uint32Array(new SharedArrayBuffer(length * 4)),
  int32: (length: number) => new Int32Array(new SharedArrayBuffer(length * 4)),
};
