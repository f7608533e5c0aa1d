import { deflateRawSync } from 'node:zlib';

export interface ZipMember {
  /** Bytes of the name as they shall stand: no flag says which encoding they are in. */
  readonly name: string | Buffer;
  readonly bytes: Uint8Array;
  /** Size to claim instead of the true one. */
  readonly claimedSize?: number;
}

/** A ZIP archive for tests, deflated, whose names and sizes may lie. */
export function zip(members: readonly ZipMember[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, claimedSize = bytes.length } of members) {
    const rawName = Buffer.from(name as string);
    const packed = deflateRawSync(bytes);
    const header = (size: number, signature: number, at: number) => {
      const record = Buffer.alloc(size);
      record.writeUInt32LE(signature, 0);
      record.writeUInt16LE(20, at);
      record.writeUInt16LE(8, at + 4);
      record.writeUInt32LE(crc32(bytes), at + 10);
      record.writeUInt32LE(packed.length, at + 14);
      record.writeUInt32LE(claimedSize, at + 18);
      record.writeUInt16LE(rawName.length, at + 22);
      return record;
    };
    const central = header(46, 0x02014b50, 6);
    central.writeUInt32LE(offset, 42);
    const local = Buffer.concat([header(30, 0x04034b50, 4), rawName, packed]);
    locals.push(local);
    directory.push(central, rawName);
    offset += local.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, entries, end]);
}

const TABLE = Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

/** Node 20.19 may be without `zlib.crc32` in its types. */
function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = TABLE[(value ^ byte) & 0xff]! ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
