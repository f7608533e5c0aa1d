import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundaryOf, formParts } from './multipart.js';
import { safeName } from './uploads.js';

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function readAll(bytes: Uint8Array, boundary: string, size: number) {
  const parts: { name: string; fileName: string | null; bytes: Buffer }[] = [];
  for await (const part of formParts(inChunks(bytes, size), boundary)) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of part.bytes) chunks.push(chunk);
    parts.push({ name: part.name, fileName: part.fileName, bytes: Buffer.concat(chunks) });
  }
  return parts;
}

async function encode(form: FormData): Promise<{ bytes: Uint8Array; boundary: string }> {
  const response = new Response(form);
  const boundary = boundaryOf(response.headers.get('content-type') ?? undefined) ?? '';
  return { bytes: new Uint8Array(await response.arrayBuffer()), boundary };
}

describe('a multipart body', () => {
  it('gives back every file, however it is cut into chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 4 }),
        fc.integer({ min: 1, max: 400 }),
        async (files, size) => {
          const form = new FormData();
          for (const [place, bytes] of files.entries()) form.append('files', new Blob([bytes]), `파일 ${place}.xml`);
          const { bytes, boundary } = await encode(form);
          const parts = await readAll(bytes, boundary, size);
          expect(parts.map((part) => [...part.bytes])).toEqual(files.map((file) => [...file]));
          expect(parts.map((part) => part.fileName)).toEqual(files.map((_, place) => `파일 ${place}.xml`));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keeps bytes that look like the beginning of a boundary', async () => {
    const boundary = 'xyz';
    const body =
      '--xyz\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\n\r\n--xy\r\n--x\r\n--xyz--\r\n';
    for (const size of [1, 2, 3, 7, 100]) {
      const [part] = await readAll(Buffer.from(body), boundary, size);
      expect(part?.bytes.toString()).toBe('\r\n--xy\r\n--x');
    }
  });

  it('that breaks off is refused by name', async () => {
    const form = new FormData();
    form.append('files', new Blob(['content']), 'a.xml');
    const { bytes, boundary } = await encode(form);
    for (const length of [0, 10, 60, bytes.length - 8]) {
      await expect(readAll(bytes.subarray(0, length), boundary, 16)).rejects.toMatchObject({
        code: 'server.bad-request',
      });
    }
  });
});

describe('a file name', () => {
  it('cannot lead out of its folder', () => {
    expect(safeName('../../etc/passwd')).toBe('passwd');
    expect(safeName('C:\\data\\week.zip')).toBe('week.zip');
    expect(safeName('..')).toBe('upload');
    expect(safeName('')).toBe('upload');
    expect(safeName('a\u0000b\n.xml')).toBe('ab.xml');
    expect(safeName('공보.xml')).toBe('공보.xml');
  });
});
