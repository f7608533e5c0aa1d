import { crc32 } from './crc.js';

/** A ZIP archive of stored (uncompressed) members. */
export function zipOf(members: Readonly<Record<string, string>>): Uint8Array {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(members)) {
    const data = Buffer.from(text, 'utf8');
    const local = header(0x04034b50, name, data);
    files.push(local, data);
    directory.push(entry(name, data, offset));
    offset += local.length + data.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...files, listing, end]));
}

function header(signature: number, name: string, data: Buffer): Buffer {
  const buffer = Buffer.alloc(30 + name.length);
  buffer.writeUInt32LE(signature, 0);
  buffer.writeUInt16LE(20, 4);
  buffer.writeUInt32LE(crc32(data), 14);
  buffer.writeUInt32LE(data.length, 18);
  buffer.writeUInt32LE(data.length, 22);
  buffer.writeUInt16LE(name.length, 26);
  buffer.write(name, 30, 'latin1');
  return buffer;
}

function entry(name: string, data: Buffer, offset: number): Buffer {
  const buffer = Buffer.alloc(46 + name.length);
  buffer.writeUInt32LE(0x02014b50, 0);
  buffer.writeUInt16LE(20, 4);
  buffer.writeUInt16LE(20, 6);
  buffer.writeUInt32LE(crc32(data), 16);
  buffer.writeUInt32LE(data.length, 20);
  buffer.writeUInt32LE(data.length, 24);
  buffer.writeUInt16LE(name.length, 28);
  buffer.writeUInt32LE(offset, 42);
  buffer.write(name, 46, 'latin1');
  return buffer;
}
